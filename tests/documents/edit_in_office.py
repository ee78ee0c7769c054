"""Changes words of a Word file in LibreOffice. Run by the Python that has its bridge, `uno`.

Arguments: the name of the pipe, address of the file, address of the new one, old words, new words.
"""

import sys
import time
from contextlib import suppress

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

TRIES = 240  # of half a second: a first start makes a profile


def connected(pipe):
    context = uno.getComponentContext()
    find = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    ).resolve
    for _each in range(TRIES):
        try:
            return find(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    sys.exit("LibreOffice did not answer.")


def valued(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def main(pipe, source, target, old, new):
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    document = desktop.loadComponentFromURL(source, "_blank", 0, valued(Hidden=True))
    wanted = document.createReplaceDescriptor()
    wanted.SearchString, wanted.ReplaceString = old, new
    changed = document.replaceAll(wanted)
    document.storeToURL(target, valued(FilterName="MS Word 2007 XML"))
    document.close(True)
    print(changed)
    with suppress(DisposedException):  # it may close the pipe before it answers
        desktop.terminate()


main(*sys.argv[1:])
