"""The words around a name word that tell whether it names somebody here.

Used by ``context.py``; every set holds folded words.
"""

from __future__ import annotations

from redactor.lexicon.name_sets import vocabulary

ROLES = vocabulary(
    "visitor worker nurse midwife teacher headteacher headmaster headmistress paediatrician pediatrician consultant",
    "officer constable sergeant inspector detective manager practitioner psychologist psychiatrist therapist",
    "counsellor chair chairman chairwoman author registrar clerk solicitor guardian mother father mum",
    "dad mummy daddy brother sister son daughter aunt auntie aunty uncle nan nana nanny",
    "gran granny grandmother grandfather grandad granddad cousin partner stepfather",
    "stepmother stepdad stepmum carer boyfriend girlfriend husband wife child baby",
    "sibling twin friend neighbour niece nephew toddler son boy girl lad called named matron coroner judge",
    "assistant coordinator co-ordinator tutor reviewer supervisor social worker's infant half-brother half-sister",
)
ROLE_CODES = vocabulary(
    "hv sw gp mw sn ht ct dt tm sm iro fsw po fc cp asw sho spr rmo senco cpn ho ls mgm mgf pgm pgf"
)
FAMILY = vocabulary("family families household children siblings parents brothers sisters boys girls twins kids home")
DETERMINERS = vocabulary("the a an this these those no any each every some its such")
PRONOUNS = vocabulary("i you he she it we they there this that these those his her their my our your its one mum dad")
OBJECTS = DETERMINERS | PRONOUNS | vocabulary("all both up off out down him them us me over back as")

INSTITUTION_HEADS = vocabulary(
    "council hospital hospitals road street avenue lane close crescent drive gardens school schools academy college",
    "university lscb police constabulary infirmary court station trust pct ccg house centre clinic surgery park",
    "cathedral prison gazette borough county city district town cottage farm church chapel hall bridge green airport",
    "library theatre hotel estate nursery primary infant infants junior secondary grammar review inquiry report act",
    "scale project programme foundation society association ward",
    "unit lodge court children's social magistrates crown",
    "services service nhs local festival castle abbey area",
    "road's youth community team council's east west north south",
)
PLACE_NOUNS = vocabulary(
    "area town centre hospital police city council prison",
    "office offices station train court school schools based team",
    "social borough university district road services",
)
IN_PLACE = vocabulary(
    "in at near around outside within across throughout into towards toward central north south east west greater",
    "northern southern eastern western inner outer royal nearby beyond via",
)
MOVING = vocabulary(
    "moved move moving moves travelled travel travelling travels went go going goes returned return returning came",
    "come coming comes drove drive driven relocated relocate lived living live lives fled transferred transfer born",
    "originally resident house placed back journey train bus trip visit visited originates originate hails close way",
)
OF_PLACE = vocabulary(
    "university bishop city town borough area areas part parts outskirts centre people county district north",
    "south east west mayor royal community communities diocese residents suburb suburbs side streets archdeacon",
)
MESSAGES = vocabulary(
    "call calls letter letters email emails report",
    "reports note notes information message messages referral referrals",
    "phone contact statement text texts reply replies",
)
TRUSTING = vocabulary("confidence trust faith believe believed believes interest interested confide confided change")

MONTHS = vocabulary(
    "january february march april may june july august september",
    "october november december jan feb mar apr jun jul aug",
    "sep sept oct nov dec",
)
IN_TIME = vocabulary(
    "in since until till during early late mid last next this throughout following previous of end beginning start",
    "between each every late-",
)
AFTER_TIME = vocabulary("onwards onward until half bank holiday holidays term meeting break weekend")
SEASON_PREPOSITIONS = vocabulary("in since until during early late last next this the over throughout at before by")

MODALS = vocabulary("will may might can")
VERB_WORDS = vocabulary(
    "mark bill chase grant pat rob sue nick rush price page drew rose ward reading bond frank read cook hunt carve",
    "march pike long hope park cross case cash chance may will",
    "guy skip cope bend burn care fry gamble greet hand hide",
    "hook land light link lock long love nurse offer paint",
    "pinch plant post pound print pull race rain ring root rush",
    "salt sample score seal shade short slack snow sort speed spring staff stamp steer stock swallow swear tap trace",
    "trip tuck turn twist wade walk wall want weave wish",
    "wonder work yield close head field bell book best dash drain",
)
ABSTRACT = vocabulary(
    "hope faith grace joy charity patience mercy love peace liberty glory bliss honour felicity prudence serenity",
    "destiny chance fate harmony unity trinity virtue promise justice price reading care power law grant dawn summer",
    "spring winter autumn rain storm snow",
)
ABSTRACT_STATES = vocabulary(
    "expressed lost given placed restored shown offered needed held",
    "high fading period raised renewed that no all not",
    "made agreed paid broken low short limited seen important essential possible also always the a there",
)
# Virtues that are given names: "Hope was seen by the midwife" is a child, "Hope was expressed" is not.
VIRTUES = vocabulary("hope faith grace joy charity patience mercy glory bliss felicity prudence serenity destiny")
UNPERSONAL_STATES = vocabulary("expressed restored renewed fading that")
SAYING = vocabulary(
    "said says told tells rang asked reported stated disclosed denied replied phoned texted cried refused"
)
# Codes of these end in a letter: "It was for Child R. Kent Police came." speaks of no R. Kent.
LETTERED = vocabulary("child family baby adult person sibling infant boy girl mother father household")
NUMBERED = vocabulary("page ward bond bill price child case house school court baby")
BE = vocabulary("was is were are has had remains remained remain be been")
VERBS = vocabulary(
    "said says told tells was is has had did does went goes came comes saw sees felt feels thought thinks knew knows",
    "gave gives took takes made makes got gets left leaves",
    "wrote writes spoke speaks rang rings met meets found finds",
    "kept keeps began begins brought brings held holds heard hears",
    "ran runs sent sends put puts sat sits stood stands",
    "understood understands lost loses paid pays chose chooses woke",
    "fell falls hit hits hurt hurts told became becomes",
    "would could should must might cannot never also then",
    "who whose whom reports states attends asks lives wants needs",
    "looks appears seems denies agrees visits confirms believes remains continues refuses presents plays eats sleeps",
    "cries fled drank drinks drove slept ate swore threw shook sought taught wore broke bore rose led read reads",
)
CONJUNCTIONS = vocabulary(
    "and or but nor with because although though when while who whom whose which that as if so yet"
)
PREPOSITIONS = vocabulary("to at by on from not after before did aged now still with into about")
COMPASS = vocabulary("north south east west greater central mid")
# Surnames whose word fills every report of the field: names only where something says so.
EVERYDAY = vocabulary("child case court school nurse care law home house baby doctor church staff service worker")
NOUN_LINKS = vocabulary("of for in per")
ABBREVIATIONS = vocabulary(
    "uk us eu ie eg am pm nb ps pc qc kc gp jp mp ba ma md bsc msc phd dc ds di dr ed hv sw cp tb iv id it tv po co",
    "ltd nhs usa un ad bc ce rc mr ms pe re hr fao cc bcc ref no st os dob doa dod gcse absc aka asap eta tbc tba na",
    "bm",
)
