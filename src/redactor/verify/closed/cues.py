"""Words beside a name that say what it is: somebody, a place, a thing."""

from __future__ import annotations

from redactor.verify.closed.vocabulary import set_of

TITLES = set_of("mr mrs ms miss dr doctor prof professor sir dame lady lord rev reverend pc ds dc di dci sgt sergeant")
DETERMINERS = set_of("the a an these those each every our their")
PLACES = set_of("in at near around outside inside into across throughout within towards toward between off via")
"""Prepositions before a place and hardly ever before a person."""
MOTION = set_of(
    "moved move moving travelled travel went go came come lived live living born resident residing arrived returned "
    "return fled relocated transferred visited visit visiting drove flew trip journey flight holiday deported"
)
MESSAGES = set_of("letter call calls email e-mail message text referral report information contact allegation request")
"""What comes from somebody."""
SPEECH = set_of(
    "said says told tells reported reports stated states asked asks replied answered explained explains disclosed "
    "alleged denied denies admitted admits described describes confirmed confirms claimed claims complained "
    "phoned telephoned rang texted called emailed shouted screamed cried cries wept smiled laughed felt feels "
    "thought thinks believed believes knew knows wanted wants liked likes loved loves hated remembered remembers "
    "agreed refused attended attends visited visits moved lived lives died sustained suffered presented weighed "
    "fed ate slept drank hit hits punched slapped kicked smacked bit hugged kissed ran walked arrived left "
    "apologised wrote writes spoke speaks saw sees heard met meets gave gives took takes brought brings kept "
    "keeps put cares cared"
)
"""What somebody does; a place or a thing hardly ever."""
WHO = set_of("who whom")
DONE_TO = set_of("told asked hit slapped punched kicked hugged kissed married texted believed helped")
"""What is done to somebody; the name is right behind it."""
DONE = set_of("made seen visited noticed written taken collected attended weighed chaired")
"""What somebody did, before "by" and the name."""
STATE = set_of(
    "was is has had were would could did does will can should may might appeared appears seemed seems became"
)
PARTICIPLES = set_of(
    "seen born taken admitted upset crying asleep ill unwell happy sad angry pregnant hungry tired frightened "
    "scared discharged weighed immunised placed adopted arrested charged convicted bailed cautioned interviewed "
    "spoken hit bruised injured assaulted abused neglected removed collected dropped referred aged drunk "
    "intoxicated well settled distressed subdued tearful anxious pale quiet withdrawn clingy"
)
KIN = set_of(
    "mother father mum dad mummy daddy sister brother son daughter aunt uncle auntie cousin nephew niece "
    "grandmother grandfather nan nana gran grandad granddad wife husband partner girlfriend boyfriend stepfather "
    "stepmother stepdad stepmum baby twin sibling friend lodger neighbour child boy girl toddler infant named "
    "called name surname forename firstname alias aka known née nee born dear hi hello thanks regards"
)
"""Words before a name: "her sister Zanele", "called Zanele"."""
BELONGINGS = set_of(
    "mother father mum dad sister brother son daughter aunt uncle cousin grandmother grandfather nan gran partner "
    "wife husband boyfriend girlfriend family parents carer carers home house flat room bedroom bed clothes "
    "school teacher body arm leg head face eye eyes hair weight birth death life needs behaviour injuries bruises "
    "bruise voice wishes feelings views account statement notes file records history presentation case address "
    "birthday date gp"
)
"""Words behind a possessive that belong to somebody."""
HOUSEHOLD = set_of(
    "family families children child siblings household brothers sisters girls boys girl boy twins parents case cases "
    "baby babies couple clan lad lads kids"
)
"""Words behind the surname of a family: "the Brannock children", "the Brannock case"."""
THINGS = set_of(
    "sulci tubercles plates spots basket curtains strips hicks inventory questionnaire stroke day sign "
    "form system systems database record records report reports test tests scale score scores tablets tablet "
    "medication cream injection implant syrup milk formula model tool toolkit framework programme program project "
    "scheme approach method theory training course conference meeting meetings strategy protocol procedure "
    "procedures policy principles guidance criteria standards assessment assessments checklist template module app "
    "software "
    "website page site account syndrome disease disorder fracture reflex palsy virus vaccine area region city "
    "town village ward estate branch club league cup match car van phone mobile laptop console radio television "
    "channel newspaper brand beer lager cider vodka whisky community language speaking speaker interpreter origin "
    "descent heritage nationals national authorities"
)
"""Words behind a name of a thing or a place."""
MEASURES = set_of(
    "scale scales score scores index inventory inventories questionnaire questionnaires test tests criteria syndrome "
    "disease disorder palsy reflex reflexes sign spots rule rules chart charts curve manoeuvre murmur fracture "
    "fractures checklist screening profile profiles stage stages lymphoma anaemia contractions tubercles sulci ulcer "
    "thyroiditis encephalopathy psychosis dementia negative positive stain matrix hierarchy triangle contracture "
    "basket hicks bottle forceps suture catheter ventouse drip tourniquet downgoing upgoing "
    "position cast splint harness effusion"
)
"""What tests, signs and diseases are, behind the name of whoever described them."""
MEASURED = set_of(
    "rating developmental depression anxiety attention behaviour pain coma risk intelligence memory motor infant "
    "neonatal neurological screening cognitive pressure skin symptom trauma attachment"
)
"""What such a test measures, between the name and what it is: "Conners rating scale"."""
CERTAIN_MEASURES = set_of(
    "scale scales score index inventory questionnaire criteria syndrome disease disorder palsy reflex"
)
"""Those of them that nobody's name stands before in a heading."""
CONTAINERS = set_of(
    "bottle bottles can cans glass glasses pint pints packet packets tin tins tub tubs bag bags box boxes jar jars "
    "carton cartons tube tubes pack packs crate crates dose doses sachet sachets litre litres"
)
"""What holds a product: "a bottle of Zebrax"."""
LABELS = set_of("system systems database software medication drug product brand make")
"""Labels before what is no person: "System: Zebrax"."""
CIVIC = set_of("borough county city district diocese archdiocese university parish isle port province republic")
"""Nouns before "of" and the name of a place: "London Borough of Kirkthorpe"."""
HEADS = set_of(
    "council police constabulary hospital hospitals infirmary school schools academy college university nursery "
    "playgroup preschool centre center clinic surgery practice trust trusts board lscb pct service services "
    "authority authorities partnership partners agency agencies department directorate borough county district "
    "city town parish village ward road street lane avenue close drive way court crescent terrace gardens grove "
    "square walk mews row parade green rise place hill gate house lodge hall cottage farm villa villas flats "
    "estate park church mosque temple gurdwara synagogue chapel cathedral hostel refuge home homes team teams "
    "unit association society foundation charity group inquiry enquiry review report act law rule test scale "
    "project programme committee commission commissioner crown magistrates prison yoi hmp station airport hotel "
    "library theatre stadium bridge river bay beach island islands valley forest wood woods moor common heath "
    "mill quay wharf ltd limited plc llp inc company housing homestart healthcare ambulance fire "
    "foodbank carers solicitors taxis motors scaffolding builders ccg icb metropolitan federation "
    "constituency cafcass registry office offices depot market arms inn fc united rovers sixth children's women's aid"
)
"""Nouns that end the name of an organisation, a place or a law."""
