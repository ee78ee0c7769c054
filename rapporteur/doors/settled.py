"""Templates in which what is the same for everyone is written out once for each language.

Most of a page of intake is words of our own, addresses without a part of the request, and the name
of the style sheet: a dozen look-ups a page. They are made when a template is first used in a language,
from what stands in the template alone, before any request is known: so nothing of one can be kept.
Six languages times the templates of a door are kept, and no more. ADR 0136.
"""

from collections.abc import Iterator

from django.template import Context, Origin, Template
from django.template.base import FilterExpression, Node, NodeList, TextNode, Variable
from django.template.defaulttags import IfNode, URLNode
from django.template.loaders import cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language


def is_written(said: FilterExpression) -> bool:
    """Say whether a text stands in the template itself, and no filter changes it."""
    is_name = isinstance(said.var, Variable) and said.var.lookups is not None
    return not is_name and not said.filters


def is_settled(node: Node) -> bool:
    """Say whether what a node writes depends on nothing but the language."""
    if isinstance(node, TranslateNode):
        return is_written(node.filter_expression) and not (node.asvar or node.message_context)
    if isinstance(node, URLNode):
        return is_written(node.view_name) and not (node.args or node.kwargs or node.asvar)
    if isinstance(node, StaticNode):
        return is_written(node.path) and node.varname is None
    return False


def lists_in(node: Node) -> Iterator[NodeList]:
    """Yield the lists of nodes inside a node."""
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        if nodes := getattr(node, name, None):
            yield nodes


def settle(nodes: NodeList) -> None:
    """Write out what is settled in a list of nodes and in all inside it."""
    context = Context()
    for place, node in enumerate(nodes):
        if is_settled(node):
            nodes[place] = TextNode(str(node.render(context)))
        for inner in lists_in(node):
            settle(inner)


class Loader(cached.Loader):
    """Keeps each template once a language, settled."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        is_new = self.cache_key(template_name, skip) not in self.get_template_cache
        template = super().get_template(template_name, skip)
        if is_new:
            settle(template.nodelist)
        return template

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"
