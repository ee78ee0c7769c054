"""The last part of a web address: which there are, and which of them are words as well.

A word that is also an ending ("home.it was late") counts only where something else shows that an
address is meant. Not every ending in use stands here: what is missed is said in ADR 0100.
"""


def words(line: str) -> frozenset[str]:
    """Return the words of a line; as a list they would fill hundreds of lines."""
    return frozenset(line.split())


# What no language of ours has as a word: counts also with blanks around its dot.
PLAINEST = frozenset(["com", "org", "net", "onion", "edu", "gov", "biz", "xyz", "ru", "i2p"])
OTHERS = words(
    "aero arpa asia bit cfd chat cloud coop cyou download eth example exit gallery gmbh host "
    "icu info int invalid jobs local localhost loki lol ltd mil mobi museum onl porn sbs sexy "
    "stream tech test tube vip webcam wiki xxx zone"
)
OF_COUNTRIES = words(
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo "
    "br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm "
    "do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs "
    "gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km "
    "kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp "
    "mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk "
    "pl pm pn pr ps pt pw py qa re ro rs rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st "
    "su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc "
    "ve vg vi vn vu wf ws ye yt za zm zw"
)
# Endings that are words, short forms or titles in English, French or Spanish.
WORDS = words(
    "ac adult agency ai al am an app ar art as at au baby be best bit by ca cam care cc cd "
    "center ch chat ci click cloud club cm co cr de dev digital dj do download dr es et eu "
    "example exit family foundation fun gallery gi go ha he help hi hm host house id ie il im "
    "in info int international invalid is it je jo jobs kg kids km la le li life link live lo "
    "local love lu ma mc md me media men mg mi ml mm mn mo money mr ms mu museum my na name "
    "ne news ni no np nu om on one online os pa page photos pics pm porn pp pr pro ps re sa "
    "sc school se sex sh shop si site sk sm so social space sr st store stream su support ta "
    "td te team tech test to today top tube tv us va ve video vs vu wiki win work world ya ye "
    "zone"
)
OF_OTHER_SCRIPTS = (
    *("рф", "рус", "онлайн", "сайт", "бел", "срб", "укр", "қаз", "мон", "бг"),
    *("中国", "中國", "公司", "网络", "在线", "香港", "台灣", "网址", "网站"),
    *("موقع", "شبكة", "السعودية", "امارات", "مصر", "المغرب", "الجزائر", "تونس", "قطر", "سورية"),
)
# Latin endings as they are spelled out in another script, after a spelled-out dot only.
SPELLED_OUT = frozenset(["ком", "ру", "орг", "كوم", "أورغ", "اورج"])
ALL = PLAINEST | OTHERS | OF_COUNTRIES | WORDS
