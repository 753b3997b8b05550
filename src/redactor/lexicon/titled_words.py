"""Words that decide whether a capitalised word beside a title or role is a name.

Four classes never are part of a name beside a role: function words, the field's
own vocabulary (every word of a role title), words of agencies and places, and
nationalities, languages and religions, which must stay discussable (WOB 3.3).
Ordinary words are told apart by ``lexicon.words``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from redactor.lexicon.role_text import word_set
from redactor.lexicon.roles import roles


@dataclass(frozen=True, slots=True)
class Title:
    """A word of address before a name.

    Attributes:
        role: Code prefix that the title gives (``PC``); empty when it gives none.
        strict: Whether an ordinary word after it is no name ("Lord Chancellor").
        numbered: Whether a collar number may stand between title and name.
    """

    role: str = ""
    strict: bool = False
    numbered: bool = False


_COURTESY = word_set(
    "Mr Mrs Ms Miss Mx Mister Missus Messrs Dr Drs Prof Professor Sir Dame Mme Mlle Monsieur Herr Frau "
    "Señor Señora Pan Pani Shri Smt Hajji Haji Alhaji Capt Maj Lt Cpl Corporal Hon"
)
_STRICT = word_set(
    "Lord Lady Captain Major Baroness Baron Master Madam Madame Sheikh Sheik Mufti Maulana Mullah Brother Canon"
)
_WITH_ROLE = {
    "PC WPC TDC": "PC",
    "DC WDC": "DC",
    "DS": "DS",
    "DI": "DI",
    "DCI": "DCI",
    "PS Sgt Sergeant": "PS",
    "Insp Inspector CI": "Insp",
    "Supt Superintendent DSupt DCS DSU": "Supt",
    "PCSO": "PCSO",
    "ACC": "Chief Constable",
    "Cllr Councillor": "Councillor",
    "HHJ": "Judge",
    "Rev Revd Reverend Fr Imam Rabbi Pastor": "Faith Leader",
}
_NUMBERED = frozenset({"PC", "DC", "DS", "DI", "DCI", "PS", "Insp", "PCSO", "Supt"})


@cache
def titles() -> Mapping[str, Title]:
    """Titles as written (without a full stop), also in capitals."""
    table = {word: Title() for word in _COURTESY} | {word: Title(strict=True) for word in _STRICT}
    for words, role in _WITH_ROLE.items():
        table.update({word: Title(role, numbered=role in _NUMBERED) for word in words.split()})
    # "MS Teams", "MS Society" are no ladies; "MAJOR", "PAN", "HON" in capitals are headings.
    capitals = {word.upper(): title for word, title in table.items() if word not in ("Ms", "Pan", "Major", "Hon")}
    return MappingProxyType(capitals | table)


PARTICLES = word_set(
    "de da do dos das di del della der den des du la le van von vander bin bint ibn binti umm ferch al el ul ur "
    "ud uz abu ap ab ben ní ó ua mac nic st ter ten zu af av y e"
)

FUNCTION = word_set(
    "a an the and or but nor so if then than that this these those there here when where while who whom whose "
    "which what why how i me my we us our you your he him his she her hers it its they them their theirs one "
    "all any both each every few more most much many no none not only own same some such other another of in "
    "on at by for from to with into onto upon over under above below about after before since until during "
    "between through against within without across along around behind beside beyond despite except inside "
    "near outside per via is are was were be been being am has have had having do does did done doing can "
    "could shall should would might must also as because however therefore although though unless whether "
    "yes said says told asked stated reported advised informed attended visited phoned called rang met saw "
    "seen spoke made gave took left came went first second third next new old n/a nil none unknown tbc "
    "signed dated date name names tel telephone email fax mobile please note see re ref dear yours sincerely "
    "tfr apols rgds hx dx rx tx "
    "faithfully regards thanks cc fao am pm am/pm etc ie eg vs"
)

AGENCY = word_set(
    "agency agencies authority authorities board boards borough branch bureau care case cases centre centres "
    "charity child children children's childrens city clinic clinics college commission committee community "
    "conference constabulary council councils county court courts criminal crown department departments "
    "directorate district division domestic duty early education emergency england executive family families "
    "foster fostering foundation framework group groups health healthcare help home homes hospital hospitals "
    "house housing independent individual infirmary initial input inspectorate intake integrated interagency "
    "justice law learning legal liaison living local london looked management medical meeting member members "
    "mental ministry multi multi-agency national network nhs north northern nursery nursing office offices "
    "officers overview panel panels parish partnership pathway people plan planning plans police policy "
    "practice prevention primary prison probation procedure procedures process programme project protection "
    "provision public quality records referral referrals regional report reports request residential response "
    "review reviews royal safeguarding safety school schools scr secondary secretary section senior serious "
    "service services single site social society south southern specialist staff standards state statement "
    "station strategic strategy strategies sub subgroup sub-group summary supervision support surgery system "
    "task team teams territorial therapy training trust trusts union unit units university victim voluntary "
    "ward welfare west western east eastern women's workers works youth yot yos lscb lscbs lscp scb dfe dcsf "
    "doh pct ccg camhs cafcass ofsted nspcc edt mash marac mappa imr imrs bbscb cbscb action actions appendix "
    "chapter table figure page paragraph annex version contents working together assessment assessments core "
    "chronology genogram recommendation recommendations template form forms letter letters visit visits notes "
    "record contact contacts details information number address postcode employer signature designation "
    "qualifications world january february monday tuesday wednesday thursday friday saturday sunday "
    "corporation corp incorporated holdings enterprises industries motors motorsports airlines airways cabs "
    "responsible foodbank keywork september october november december bank holiday easter christmas ramadan eid diwali"
)
"""Words of agencies, documents and calendars: a run that holds one is no person's name."""

ORGANISATION_TAIL = word_set(
    "academy avenue board borough centre church city clinic close college constabulary council county court "
    "crescent district drive estate farm foundation gardens green grove hall hospital hostel house housing "
    "infirmary kindergarten lane library lodge lscb lscp mosque nursery park partnership place police practice "
    "prison road school schools services social-services station street surgery square terrace trust unit "
    "university village ward way inquiry enquiry review report act law scale test syndrome disease protocol "
    "model method road's ltd limited plc association society project programme"
)
"""After a capitalised word, these make it the name of something else than a person."""

MONTH_NAMES = word_set("april may june august march july jan feb mar apr jun jul aug sep sept oct nov dec")

NATIONAL = word_set(
    "african afghan albanian algerian american angolan arab arabic argentinian asian australian austrian "
    "bangladeshi belgian bengali black bosnian brazilian british bulgarian burmese cameroonian canadian "
    "caribbean catholic chinese christian church colombian congolese croatian cypriot czech danish dutch "
    "egyptian english eritrean estonian ethiopian european farsi filipino finnish french gambian georgian "
    "german ghanaian greek gujarati gypsy hindi hindu hungarian icelandic indian indonesian iranian iraqi "
    "irish islamic israeli italian ivorian jamaican japanese jewish jordanian kashmiri kenyan korean kosovan "
    "kurdish kuwaiti latvian lebanese liberian libyan lithuanian malawian malay malaysian maltese mandarin "
    "cantonese methodist mexican moldovan mongolian moroccan mozambican muslim nepalese nepali nigerian "
    "norwegian orthodox pakistani palestinian pashto pentecostal persian peruvian polish portuguese protestant "
    "punjabi quaker rastafarian roma romani romanian russian rwandan saudi scottish senegalese serbian shia "
    "sikh slovak slovakian slovenian somali somalian spanish sri lankan sudanese sunni swahili swedish swiss "
    "sylheti syrian tamil tanzanian thai tibetan traveller tunisian turkish ugandan ukrainian urdu venezuelan "
    "amharic balochi brahui cebuano dari hakka hausa hazaragi hindko hokkien igbo ilocano kannada kinyarwanda kurmanji "
    "lingala malayalam marathi mirpuri ndebele oromo pothwari sinhala sorani tagalog telugu tigrinya xhosa zulu "
    "vietnamese welsh white yemeni yoruba zambian zimbabwean"
)

PLACES = word_set(
    "aberdeen barking barnet barnsley barnstaple barrow basildon basingstoke bath bedford bedfordshire belfast "
    "berkshire bexley birmingham blackburn blackpool bolton bournemouth bracknell bradford brent brighton "
    "bristol bromley buckinghamshire burnley bury calderdale cambridge cambridgeshire camden canterbury cardiff "
    "carlisle chelmsford chelsea cheltenham cheshire chester chesterfield colchester cornwall coventry crawley "
    "croydon cumbria darlington dartford derby derbyshire devon doncaster dorset dudley dundee durham ealing "
    "edinburgh enfield england essex exeter gateshead glasgow gloucester gloucestershire greenwich grimsby "
    "guildford hackney halifax halton hammersmith hampshire haringey harlow harrogate harrow hartlepool hastings "
    "havering hereford herefordshire hertfordshire hillingdon hounslow huddersfield hull ipswich ireland "
    "islington kensington kent kingston keynes kirklees knowsley lambeth lancashire lancaster leeds leicester "
    "leicestershire lewisham lincoln lincolnshire liverpool london luton maidstone manchester margate medway "
    "merton merseyside middlesbrough milton newcastle newham newport norfolk northampton northamptonshire "
    "northumberland northumbria norwich nottingham nottinghamshire oldham oxford oxfordshire peterborough "
    "plymouth poole portsmouth preston reading redbridge redcar richmond rochdale rotherham rutland salford "
    "sandwell scarborough scotland sefton sheffield shrewsbury shropshire slough solihull somerset southampton "
    "southend southwark stafford staffordshire stevenage stockport stockton stoke suffolk sunderland surrey "
    "sussex sutton swansea swindon tameside taunton telford thanet thurrock torbay trafford tyneside wakefield "
    "wales walsall waltham wandsworth warrington warwick warwickshire watford wells westminster wigan wiltshire "
    "winchester windsor wirral woking wokingham wolverhampton worcester worcestershire worthing yarmouth york "
    "yorkshire pakistan india bangladesh poland romania somalia nigeria afghanistan iraq iran syria turkey "
    "france spain germany italy america africa europe asia china jamaica lithuania latvia"
)

SURNAME_WORDS = word_set(
    "abbott archer baker ball banks barber barker bell berry best bishop bolt bond boot bowler bowman brewer "
    "bridge bridges brook brooks brown bull burns bush butcher butler carpenter carter chambers chance chandler "
    "chase church clay cole coles constable cook cooper cotton cross crow dale day dean dyer field fields fisher "
    "fletcher flower flowers ford forest forester foster fowler fox freeman frost gardener gardner glass glover "
    "gold goodman grant gray green grey hall hammond hardy harper hart hawk head heath heather hill holly holmes "
    "hood hope house hunt hunter ivy judge key king knight lake lamb lane law little long love major marsh "
    "marshal marshall mason miller mills moody moon moss nash noble oakes page palmer park parker parsons peacock "
    "penny peters phoenix piper pitt pope porter potter poole pound power powers price prince pryor rand reed "
    "rich rivers robin rose ross rowe ruby rush russell sage saddler sandy sawyer sergeant sharp sharpe shepherd "
    "short singer skinner slater small smart smith snow somers sparks speed spencer spring stamp steel stone "
    "storey storm street strong summer summers swan sykes tanner taylor temple thatcher tiller trainer tucker "
    "turner tyler vale vicar wade wagstaff walker waller walls ward warden waters weaver webb webster wheeler "
    "white wild winter winters wise last wolf wood woods wright yard young joy faith grace will mark frank bill sue "
    "pat art drew dawn rob jack jill guy ray rod ross earl duke melody harmony destiny miles rusty rowan hazel olive "
    "violet poppy daisy jasmine pearl amber crystal june may april august victor christian gene lee dean carol "
    "josh dale clay brook skip dot bob don josh reed buck chuck nick peg kitty bonny misty sunny willow lily iris"
)
"""Ordinary words that are surnames or given names often enough to be read as such beside a title or role."""


@cache
def field_words() -> frozenset[str]:
    """Every word of a role title except those that are also surnames."""
    words = {
        word.removesuffix("'s")
        for role in roles()
        for title in (*role.titles, role.prefix)
        for word in title.lower().replace("/", " ").split()
    }
    return frozenset((words | {f"{word}s" for word in words}) - SURNAME_WORDS - PARTICLES)
