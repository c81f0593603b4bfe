"""Patterns of the phrases that ``dates_relative`` reads; those in angle brackets are of ``dates_patterns``."""

ABOUT = (
    r"(?:(?:about|around|nearly|almost|more\s+than|over|less\s+than|at\s+least|some|roughly|just(?:\s+over"
    r"|\s+under)?|exactly|only|barely|up\s+to)\s+)?"
)
NOW = (
    r"(?:(?:early|late|earlier|later|mid)\s+)?(?P<word>today|tonight|yesterday|tomorrow|overnight|now"
    r"|currently|nowadays|presently"
    r"|at\s+present|at\s+the\s+moment|right\s+now|the\s+day\s+after\s+tomorrow"
    r"|the\s+day\s+before\s+yesterday)\b<daypart>?<clock>?"
)
DAYPART = (
    r"(?:(?:early|late|earlier|later)\s+)?(?P<mod>this|last|that|the\s+previous|the\s+next|the\s+following"
    r"|the\s+same)\s+(?:morning|afternoon|evening|night|lunchtime)\b"
)
IN_THE_DAY = (
    r"(?:earlier|later|late|early)\s+(?:in\s+)?(?P<mod>the|that|this)\s+(?:day|morning|evening|afternoon|night)\b"
)
WEEKDAY = (
    r"(?:(?i:early|late|mid|earlier|later)[\s-]+(?:on\s+)?)?"
    r"(?:(?P<mod>(?i:last|next|this\s+past|this\s+coming|this|past|coming|the\s+previous|the\s+following"
    r"|the\s+next|previous|following))\s+)?"
    r"(?P<weekday><weekday>)(?:['’]s)?<daypart>?<clock>?"
    r"(?:,?\s+(?:of\s+)?(?P<week>last|next|this|the\s+(?:following|previous|same|coming)|that)\s+week\b|\s+"
    r"(?P<back>a\s+week\s+ago)\b)?"
)
UNIT = (
    r"(?:(?:the\s+)?(?P<past><past>)|(?:the\s+)?(?P<future><future>)|(?P<present><present>))\s+"
    r"<fiscal>?(?P<unit>day|week|weekend|fortnight|month|quarter|year|decade)\b(?:['’]s)?"
)
SHIFT = (
    rf"{ABOUT}(?:(?P<n><n>)|(?P<few><few>))[\s-]+(?:full\s+|calendar\s+|long\s+)?(?P<unit><unit>)s?['’]?\s+"
    r"(?P<way>ago|earlier|before|previously|prior|beforehand|back|later|after|afterwards?|on|from\s+now"
    r"|from\s+today|hence|thereafter)\b"
)
DAY_AROUND = (
    r"(?:on\s+)?the\s+(?:very\s+)?(?P<unit>day|night|morning|evening|week|month|year)\s+(?P<way>before|after"
    r"|earlier|later|prior)\b"
)
AGO_WEEKDAY = r"(?P<n><n>)\s+weeks?\s+ago\s+(?:on\s+)?(?:last\s+)?(?P<weekday><weekday>)(?:['’]s)?<daypart>?"
HALF_AGO = (
    r"(?:(?:(?P<n><n>)\s+and\s+a\s+half\s+years|(?:a|one)\s+year\s+and\s+a\s+half)|(?P<half>half\s+a\s+)century"
    r"|(?P<of><n>)\s+centur(?:y|ies))\s+(?P<way>ago|earlier)\b"
)
WINDOW = (
    rf"(?:the\s+)?(?P<way>past|last|previous|preceding|next|coming|following|upcoming|recent)\s+(?:{ABOUT}(?:"
    r"(?P<n><n>)|(?P<few><few>|couple\s+of))\s+)?(?P<unit><unit>)s\b"
)
WITHIN = (
    rf"(?P<within>within|in|inside)\s+(?P<next>the\s+next\s+)?{ABOUT}(?:(?P<n><n>)|(?P<few><few>))[\s-]+"
    r"(?P<unit><unit>)s?\b(?![\w-])(?P<time>['’]?s?\s+time)?"
)
PORTION = r"(?:the\s+)?(?P<which>first|opening|last|final|closing)\s+(?P<n><n>)\s+(?P<unit>week|month|day|quarter)s\b"
NTH = (
    r"(?:the\s+)?(?P<which>first|second|third|fourth|last|final|opening)\s+(?P<unit>day|week|weekend|month"
    r"|decade|half)\s+(?:of|in)\s+"
)
NTH_WEEKDAY = r"(?:the\s+)?(?P<which>first|second|third|fourth|last)\s+(?P<weekday><weekday>)\s+(?:of|in)\s+"
PART = (
    r"(?:(?:the\s+)?(?:very\s+)?(?P<part><part>)(?:\s+part)?(?:\s+of\s+|\s+in\s+|\s+through\s+|[\s-]+)"
    r"|(?:the\s+)?(?P<bound>turn)\s+of\s+)"
)
BOUNDED = (
    r"(?:the\s+)?(?:(?P<n><n>)[\s-]+)?<fiscal>?(?P<unit>week|weekend|month|quarter|year)s?(?:\s+(?:that\s+)?(?P<way>ended|ending|ends|to|through|beginning|starting|begins)"
    r"(?:\s+on)?|\s+of)\s+"
)
BEFORE_LAST = r"(?:the\s+)?(?P<unit>week|weekend|month|year|quarter)\s+(?P<way>before\s+last|after\s+next)\b"
FROM_DAY = r"(?P<n><n>)\s+(?P<unit>day|week|month|year)s?\s+from\s+(?=<weekday>|tomorrow|next)"
YEAR_END = (
    r"(?:the\s+)?(?:(?P<unit>year|month|week|quarter)(?:['’]s)?[\s-]+end|(?P<closed>year)end"
    r"|mid-?(?P<mid>week|month|year))\b"
)
FIRST_OF = (
    r"(?:the\s+)?first\s+(?:day\s+)?of\s+(?=the\s+(?:new\s+)?(?:year|month)\b|(?:next|this)\s+(?:year|month)\b|<month>)"
)
SINCE_PART = r"(?P<way>earlier|later|sometime|some\s+time|at\s+some\s+point)\s+(?:in\s+|on\s+|during\s+)?"
AGO_PERIOD = (
    r"(?:the\s+|a\s+)?(?:(?:year|month)[\s-](?:ago|earlier)|prior[\s-]year|previous[\s-]year)\s+"
    r"(?:<ordinal>\s+)?(?P<unit>period|quarter|month|week|level|figure)\b|(?:the\s+)?(?:comparable|same)\s+"
    r"(?P<same>period|quarter|month|week|day|time)\s+(?:of\s+|in\s+)?(?:the\s+previous\s+year|last\s+year"
    r"|a\s+year\s+(?:ago|earlier|before))|(?:a\s+|the\s+)?(?P<bare>year)-(?:ago|earlier)\b"
)
BARE_CLOCK = (
    r"(?:midnight|noon|mid-?day|(?:at\s+)?(?:dawn|dusk|sunrise|sunset|nightfall|daybreak)|\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?|GMT\b|o'clock)(?:\s+(?:[ECMP][SD]T|GMT"
    r"|local\s+time))?|\d\d?:\d\d(?:\s+(?:GMT|UTC|local\s+time))?)"
)
CLOCK_OF = rf"(?:{BARE_CLOCK}|dawn|dusk|sunrise|sunset|nightfall)(?:\s*\([^()]{{1,20}}\))?,?(?:\s+(?:on|of))?\s+"
