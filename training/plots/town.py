"""People with jobs and the life of a village or town: keepers, bakers, clockmakers, wells, bells, fairs and honest finds."""

from beats import ending, one_day, opening
from teller import with_article

STEPS = ["ninety", "a hundred", "a hundred and twenty", "two hundred", "eighty-four", "a hundred and one", "sixty"]
BOATS = [
    "the Silver Herring", "the Merry Annie", "the Seagull", "the Wild Rose", "the Little Star", "the Blue Anchor", "the Brave Tern",
    "the Lucky Crab", "the North Wind", "the Sea Horse", "the Red Robin", "the Dolphin", "the Good Luck", "the Dancing Cod",
]
VILLAGES = [
    "a fishing village", "a village by the sea", "a little harbor village", "a village of white houses", "a village under the cliffs",
    "a village with six boats", "a small village on the coast", "a quiet village on a windy bay",
]
NOISES = [
    "The baker banged on her biggest cake tin", "The blacksmith hammered on an iron pot", "The teacher rang the school bell",
    "The musician blew a dented trumpet", "The cook beat two pan lids together", "The postman blew his brass horn",
    "The miller thumped on an empty barrel", "The carpenter clapped two boards together", "The innkeeper shook a box of spoons",
    "The twins from the inn blew tin whistles", "The shepherd blew a ram's horn", "The choir sang as loudly as it could",
    "The tailor squeaked on a very old flute", "The doctor played the drum",
]
ISLANDS = [
    "a lonely rock far out in the bay", "a small island with no trees", "an island of grey stones", "a rock in the middle of the sea",
    "a green island with one goat", "an island full of gulls", "a bare rock beyond the harbor",
]
KEEPER_COMPANY = ["gulls", "waves", "stars", "seals", "wind", "crabs on the rocks", "clouds"]
CLOCK_BIRDS = ["swallow", "sparrow", "robin", "dove", "starling", "wren", "blackbird", "finch", "thrush", "pigeon"]
CLOCK_TIMES = [
    "ten past four", "five to nine", "a quarter past two", "half past six", "ten to three", "twenty past seven", "one minute to noon",
    "eight o'clock", "a quarter to five", "half past ten",
]
LATE = [
    "The baker burned forty rolls", "The train left without the mayor", "The children came to school at lunchtime",
    "The postman came before anyone was awake", "The cook served soup in the middle of the night",
    "The shepherd brought the sheep home at noon", "The barber opened the shop at midnight",
    "The musicians arrived when the dance was over", "The milk stood in the sun all morning", "The ferry left an hour too soon",
]
SAVINGS = [
    "a new roof", "a warm stove", "a pair of good glasses", "a cart and a donkey", "a small white boat", "a new window for the shop",
    "a trip to see {o.his} sister", "a bed for {o.his} old back", "a cow", "a fiddle for {o.his} grandson", "a soft armchair", "a new front door",
    "a sign for the shop", "a visit to the eye doctor", "twelve apple trees", "a pump for the kitchen", "a lamp to read by",
]
LIARS = [
    "a man in a tall hat", "a lady with three rings", "a man with a thin mustache", "a woman in a fur collar", "a man with a gold tooth",
    "a lady under a big umbrella", "a man with very clean gloves", "a woman with a sharp nose", "a man with shiny shoes",
]
MARKET_SPOTS = [
    "beside the well", "between two market stalls", "on the steps of the church", "beside the apple cart", "in front of the inn",
    "behind the cheese stall", "in the middle of the square", "at the foot of the statue", "next to the fish stall", "beside a bench",
]
SHOPS = (
    "baker", "tailor", "clockmaker", "shoemaker", "potter", "toymaker", "candlemaker", "glassblower", "weaver", "carpenter",
    "blacksmith", "painter",
)
RETIRED = ("sailor", "woodcutter", "shepherd", "beekeeper", "fisherman", "musician", "gardener", "train driver", "ferryman")
PURSES = ["leather purse", "cloth bag", "brown pouch", "velvet purse", "canvas bag", "woolen pouch", "knitted purse", "beaded purse"]
PURSE_SECRETS = [
    "a dried clover leaf", "a blue button", "a baby tooth", "a bent nail", "a small brass key", "a walnut shell", "a lock of hair",
    "a folded picture", "a crumb of old cake", "a white feather", "a cherry stone", "a piece of red thread", "a smooth green pebble",
]


def _with_job(p, job):
    p.kind, p.a_kind = job, with_article(job)
    return p


def _wise(*lessons):
    """Half of the time no lesson: the story can end by itself."""
    return lessons + ("",)


def noise_in_the_fog(t):
    t.p, t.c = t.adult("lighthouse keeper"), t.child()
    t.r = t.relative("father", "mother", "uncle", "aunt")
    t.steps, t.boat, t.village, t.snack = t.one(*STEPS), t.one(*BOATS), t.one(*VILLAGES), t.food()
    t.n1, t.n2, t.n3 = t.deal(NOISES[0::3]), t.deal(NOISES[1::3]), t.deal(NOISES[2::3])
    t.beat("""
        Once upon a time, there was a lighthouse keeper named {p}. Every evening {p.he} climbed {steps} steps and lit the great lamp above {village}.
        The old lighthouse keeper had never missed a single night. {p.His} name was {p}, and every evening {p.he} climbed {steps} steps to light the lamp above {village}.
        The old lighthouse keeper was called {p}. {p.He} lived in a white tower beside {village}, and every evening {p.he} lit the great lamp.
        Once upon a time, a tall lighthouse stood beside {village}. {p}, its keeper, climbed {steps} steps every evening and lit the lamp.
        The lighthouse keeper {p} had [a strong lamp|a good lamp], {steps} steps and [a grey cat|an old chair|a long brass spyglass]. Below lay {village}, and all its boats came home by {p.his} light.
        The old lighthouse keeper polished the great lamp until it shone. "Nobody gets lost while I am here," said {p}, for that was the keeper's name. Below lay {village}.
        Once upon a time, in {village}, there lived an old lighthouse keeper called {p}, who lit the great lamp at dusk and put it out at sunrise.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        One evening a fog came in from the sea. It was as thick as wool. {p} lit the lamp, but the light could not get through.
        Then came an evening of fog. It swallowed the boats, and the harbor, and even the light of the great lamp.
        One day in autumn, the fog rolled in so thick that {p} could not see {p.his} own feet. The lamp was burning, but from below it was only a pale spot.
        One evening {p} lit the lamp and looked out. There was nothing but white fog, above and below, and the light stopped after ten steps.
        But one evening in November, {p} could not see the water at all. Fog lay over the bay like a blanket, and the lamp was of no use.
    """)
    t.beat("""
        A {c.kind} named {c} came running up the steps. "{r} is still out there on {boat}," said {c}. "How will {r.he} find the harbor?"
        There was a knock at the door. Outside stood a [small|wet] {c.kind} named {c}. "{boat} has not come home," said {c}, "and {r} is on it."
        A {c.kind} called {c} came out of the fog. "All the boats are back but one," {c.he} said. "{boat} is still out, and my {r.kind} is on it."
        Then {p} heard feet on the steps. "Please," said a {c.kind} named {c} from the village. "My {r.kind} is out in {boat}, and I cannot see your light!"
        "Can you make it brighter?" asked somebody. It was {c}, the {c.kind} who lived by the harbor. "{r} is out there in {boat}."
    """)
    t.paragraph()
    t.beat("""
        {p} shook {p.his} head. "In a fog like this, eyes are no good," said {p}. "But ears are. Run and wake the village! Tell them to bring whatever is loud."
        "The lamp is as bright as it can be," said {p}. "If {r.he} cannot see us, {r.he} must hear us. Come!" And the two of them ran from door to door.
        {p} thought for a moment. "Light gets stuck in fog," {p} said, "but noise does not. Let us make some noise. Let us make a lot of it!"
        "No lamp can shine through that," said {p}. Then {c} dropped a bucket, and it rang down all the steps. {p}'s eyes grew wide. "That is it! We must be loud!"
        {p} took down {p.his} old hand bell. It was too small. "We need everyone," {p} said. "Go to the left side of the street, and I will go to the right."
    """)
    t.beat("""
        Soon the whole village stood on the pier. {n1}. {n2}. {n3}.
        People came out in coats and slippers and stood in a row on the pier. {n1}. {n2}. {n3}. It was terrible, and it was wonderful.
        Nobody stayed in bed. {n1}. {n2}. {n3}. The gulls had never heard such a thing.
        One after the other the neighbors came down to the water. {n1}. {n2}. {n3}, and {c} shouted until {c.his} throat hurt.
        "Now!" cried {p}, and it began. {n1}. {n2}. {n3}. Windows shook and dogs howled.
    """)
    t.paragraph()
    t.beat("""
        For a long time there was no answer. Then, far out, somebody called, "Ahoy!" It was {boat}!
        They stopped to listen. Nothing. They began again, louder. And then, out of the fog, came the sound of oars.
        They made noise for an hour. Their arms grew tired, but nobody went home. At last a dark shape came out of the white. It was {boat}!
        "Listen!" said {p}, and everyone was still. Somewhere in the white, a voice was singing. "Once more!" cried {p}. "They can hear us!" And there came {boat} out of the fog.
        An hour went by, and another. "Do not stop," said {p}. And then the front of a boat slid out of the fog, as quiet as a swan.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        {r} jumped onto the pier and caught {c} in both arms. "I turned the boat toward the worst noise I ever heard," said {r}.
        "We were going the wrong way," said {r}, with {c} held tight in both arms. "Then we heard you. What a beautiful racket!"
        {c} ran to {r} and would not let go. "I was lost until I heard that awful music," {r} said, and everyone laughed.
        "I could not see a thing," said {r}, and kissed {c}. "But I thought: only my own village can be as loud as that."
        "Who made all that noise?" asked {r}, when {r.he} had climbed onto the pier. "We all did," said {c}, and would not let go of {r.him}.
    """)
    t.paragraph()
    t.beat("""
        Then they all went up to the lighthouse, and {p} gave everybody {snack}.
        The innkeeper brought out {snack}, and they sat together until the fog was gone.
        After that, a box of pan lids and horns stood ready on the pier. {p} wrote on it: "For fog."
        {p} wrote it down in the big book of the lighthouse: "Thick fog. Lamp no use. Neighbors very good."
        From then on, the village had a light for clear nights and a band for foggy ones.
    """)
    ending(t, t.p, t.one(*_wise(
        "When one way is closed, there is often another.", "Where one light is too weak, many friends are strong enough.",
    )))


def light_across_the_bay(t):
    t.p, t.c = t.adult("lighthouse keeper"), t.child()
    t.island, t.x, t.y = t.one(*ISLANDS), t.deal(KEEPER_COMPANY[0::2]), t.deal(KEEPER_COMPANY[1::2])
    t.years, t.cake, t.tool = t.one("ten", "twelve", "twenty", "thirty", "forty"), t.food(), t.one("lantern", "lamp")
    t.game = t.one("checkers", "cards", "dominoes", "marbles")
    t.beat("""
        Once upon a time, there was an old lighthouse keeper named {p}, who lived all alone on {island}.
        The old lighthouse keeper had lived on {island} for {years} years. {p.His} name was {p}, and nobody ever came to visit.
        The old lighthouse keeper was lonely. {p}, as {p.he} was called, had lived on {island} for {years} years without a neighbor.
        Once upon a time, on {island}, stood a lighthouse. Its keeper was called {p}, and {p.he} had lived there alone for {years} years.
        The lighthouse keeper {p} lived on {island}. {p.He} had a strong lamp, a small boat and no one to talk to.
        The old lighthouse keeper talked to the {x}, because there was nobody else to talk to. {p.His} name was {p}, and {p.his} home was {island}.
        Once upon a time, far from the nearest house, a lighthouse keeper named {p} kept a great lamp burning on {island}.
    """)
    t.feel(t.p, "lonely")
    t.beat("""
        "Good evening," {p.he} said to the {x} and to the {y}. They never said anything back.
        At supper {p.he} set out two plates and put one of them away again.
        {p.He} knew the {x} and the {y}, but they were poor company at supper.
        Every night {p.he} looked at the little lights of the village across the bay and wondered who was sitting there.
        "I shine for everyone," {p.he} sometimes thought, "but who shines for me?"
        On the other side of the bay lay a village. {p} could see its windows, as small as sparks, but nobody there knew {p.his} name.
    """)
    t.paragraph()
    t.beat("""
        One night a tiny light across the bay went off and on, off and on, off and on. Three times! It was like somebody waving.
        Then one clear night, one of the windows across the bay began to wink. It winked three times and waited.
        One night in spring, a small light on the other side blinked three times. {p} rubbed {p.his} eyes. It blinked three times more.
        One evening {p} was eating soup when something winked on the far shore. Off and on it went, three times, and then it was still.
        It was on a quiet night that {p} saw it. Across the bay, one little light went out and came back, out and back, three times.
    """)
    t.beat("""
        {p} fetched {p.his} hand lantern, held {p.his} hat in front of it and took it away again, three times. At once the light winked back!
        Quickly {p} took a lantern to the window and covered it three times with a cloth. Across the water, the small light danced for joy.
        {p} lit a lantern and swung it three times at the window. The answer came at once: wink, wink, wink.
        "Is that for me?" said {p}. {p.He} held a lantern up and put it down, three times. And the little light answered.
        {p} looked behind, but there was nobody else to wink at. So {p.he} waved a lantern up and down, three times, and the other light winked again.
    """)
    t.beat("""
        After that it came every night. Three winks meant "hello," and one long one meant "sleep well."
        From then on they talked every night. Three winks were "good evening," two were "it is cold," and a long one was "sleep well."
        So it went every evening, all through the summer. {p} did not know who was over there, but {p.he} was not so lonely any more.
        Night after night they winked to each other. {p} began to look forward to the dark.
        Soon they had a whole language. Two winks meant "fine weather," five meant "storm," and a long one meant "sleep well."
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        But one night the window stayed dark. The next night it was dark too, and the next.
        Then, one evening, {p} winked three times and no answer came. {p} tried again and again. Three nights went by without a spark.
        And then the light did not come any more. {p} stood at the window until sunrise, three nights in a row.
        One night there was no light. "It has forgotten me," thought {p}. But after three dark nights {p.he} thought, "Something is wrong."
        The autumn came, and one evening there was no answer. There was none on the second night, and none on the third.
    """)
    t.beat("""
        In the morning {p} got into the boat and rowed across the bay. {p.He} had not been ashore for a year.
        As soon as the sun was up, {p} pushed {p.his} boat into the water. The bay was wide, and {p.his} arms were old, but {p.he} rowed.
        {p} put on {p.his} good coat, climbed into {p.his} boat and rowed all the way to the village.
        "A light that goes out needs a keeper," said {p}. So in the morning {p.he} took the oars and rowed to the village.
        {p} could not sit still. When the morning came, {p.he} rowed across the bay, straight to where the light had always been.
    """)
    t.paragraph()
    t.beat("""
        {p} found the window in the last house by the water. In the bed under it lay {c.a_kind} named {c}, with a red nose and a thick scarf. The {tool} lay broken on the floor.
        Up a narrow street, behind a dark window, a {c.kind} named {c} lay in bed with a cold. "I dropped my {tool}," said {c}, "and I could not tell you!"
        In a room above the harbor {p.he} found a {c.kind} named {c} with a bad cough. On the chair stood a {tool}, broken in two. "I thought you would be sad," said {c}.
        A woman opened the door and led {p} to a small bed. There lay {c}, her little {c.kind}, who had a cold. "My {tool} broke," {c.he} whispered. "Are you the lighthouse?"
        An old man led {p} up the stairs to his grandchild. It was a {c.kind} called {c}, who lay under three blankets with a sore throat. "My {tool} broke," said {c}. "Did you wait for me?"
    """)
    t.feel(t.p, "happy")
    t.beat("""
        "I thought that I had lost you," said {p}, and set {p.his} own lantern on the windowsill. "This one is for you. It does not break."
        {p} laughed with relief. "Here," said {p}, and took {p.his} own lantern out of {p.his} bag. "Now you can talk again."
        "So you are my light," said {p}. {p.He} sat down beside the bed and mended the {tool} with a bit of wire.
        {p} sat on the edge of the bed. They had talked for so long with light, and now they talked with words until noon.
        "Three winks," said {p}, and blinked three times. {c} laughed and blinked back. Then {p} gave {c} a new lantern, a strong one.
    """)
    t.paragraph()
    t.beat("""
        When {c} was well again, {c.his} family rowed out to the lighthouse with {cake}. After that they came every Sunday.
        Two weeks later a boat came to the lighthouse. In it sat {c}, with {cake} and a box of {game}. It was the first visit in {years} years.
        {c} was soon well, and every Saturday {c.he} came over the water with {cake}. {p} set the table for two.
        The next summer {c} came to stay for a whole week. They had {cake}, played {game} and lit the great lamp together.
        As soon as {c} was up again, the whole village knew about the keeper. Every week a boat went over with {cake}, and {c} always sat in front.
    """)
    t.beat("""
        And at night, across the dark bay, the two lights still wink: one, two, three.
        "I used to think that it was quiet out here," said {p}.
        And every night, before {p} put the lantern down, there was one long wink for "sleep well."
        A very small light had come a very long way.
        The {x} and the {y} were still there, but now {p} had somebody to tell about them.
        Even a lighthouse needs somebody to shine for it.
    """)


def nest_in_the_clock(t):
    t.p, t.c = t.adult("clockmaker"), t.child()
    t.bird, t.time, t.l1, t.l2 = t.one(*CLOCK_BIRDS), t.one(*CLOCK_TIMES), t.deal(LATE[0::2]), t.deal(LATE[1::2])
    t.eggs, t.snack, t.day = t.one("three", "four", "five"), t.food(), t.one("One spring morning", "One day in May", "One morning in April")
    t.beat("""
        Once upon a time, there was a clockmaker named {p}, who looked after the big clock in the tower of the town.
        The old clockmaker climbed the tower every Monday to wind the town clock. {p.His} name was {p}, and {p.he} was never late.
        The old clockmaker {p} took care of all the clocks in town, and most of all of the great clock in the tower.
        Once upon a time, a town had one great clock, and everybody lived by it. {p}, the clockmaker, kept it running.
        The clockmaker of the town was called {p}. {p.He} mended watches and alarm clocks, and once a week {p.he} oiled the tower clock.
        Once upon a time, in a town with a clock tower, there lived an old clockmaker called {p}. The tower clock was {p.his} pride.
    """)
    if t.chance(0.5):
        t.beat("""
            People got up by that clock, and they baked and opened shops and went to bed by it.
            "As sure as the tower clock," people said, when they meant that something was always right.
            Hardly anybody in town owned a watch, because the tower clock was big enough for all.
            When the clock struck, the whole town knew what to do next.
            The clock had never been wrong, not even by a minute.
        """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        {day}, the clock stopped at {time}. {l1}. {l2}. "Mend it, and quickly!" cried the mayor.
        {day}, the hands stood still at {time}. Soon everything went wrong. {l1}. {l2}.
        {day}, there was a soft click, and the clock stood at {time} and did not move. {l1}. {l2}. The town was upside down.
        {day}, {p} looked up, and it was {time}. An hour later, it was still {time}. That day nothing was right. {l1}. {l2}.
        {day}, nobody heard the clock strike. It stood at {time}. {l1}. {l2}. "What has happened to our clock?" people cried.
    """)
    t.beat("""
        {p} took {p.his} tools and went up the tower. A {c.kind} from next door named {c} carried the lamp.
        Up the stairs went {p} with {p.his} box of tools. A {c.kind} named {c} came along to hold the lamp.
        {p} called a {c.kind} named {c} who sometimes helped in the shop, and together they climbed to the top.
        With {p.his} tools on {p.his} back, {p} climbed up into the dusty tower. a [curious|small] {c.kind} named {c} came along.
        "I will have a look," said {p}, and climbed the tower. A {c.kind} named {c} begged to come too, and was allowed to hold the oil can.
    """)
    t.paragraph()
    t.beat("""
        Between the two biggest wheels sat a {bird} on a nest of straw. Under her were {eggs} small eggs.
        "Oh, look!" whispered {c}. A nest was stuck in the great wheel. A {bird} sat in it, and she did not fly away. She had {eggs} eggs.
        They held up a light. There was no broken wheel and no rust. There was a nest with {eggs} eggs, and a {bird} who looked at them without blinking.
        The clock was not broken at all. A {bird} had built her nest in the wheels, and she had laid {eggs} eggs in it.
        "Something is stuck," said {p}, and held up a light. Something was. It was round and soft, and a {bird} was sitting in it, on {eggs} eggs.
    """)
    t.beat("""
        {p} had only to lift out the nest, and the clock would go. {p.He} stretched out a hand, and took it back again. "No," said {p}. "Not today."
        "If I move the nest, she will leave her eggs," said {p}. {p.He} scratched {p.his} chin. "The clock must wait."
        "Will you throw it out?" asked {c}. {p} looked at the {bird} for a long time. "I mend things," said {p}. "I do not break them."
        {p} put the screwdriver away. "This clock has run for a hundred years," {p} said. "It may rest for a month."
        "She trusted my clock," said {p}. "I cannot throw her out." And very quietly, {p} packed up the tools.
    """)
    t.paragraph()
    t.beat("""
        The mayor was angry. "And how will we know what time it is?" he shouted. "I will tell you," said {p}.
        "And what are we to do without a clock?" asked the people. "You have one," said {p}. "You have me."
        Down in the square everybody grumbled. "A whole town must wait for a bird?" "Just until they fly," said {p}. "I will be your clock."
        "No clock, because of a bird?" cried the baker. "Then I will call out the hours myself," {p} said.
        "It is only for a month," {p} told the people. "Until then, ask me. I always know what time it is."
    """)
    t.beat("""
        So every hour, from dawn until dark, {p} walked through the streets with a pocket watch and rang a hand bell. {c} ran ahead and called out the time.
        From then on, {p} sat in the square with a pocket watch. Each hour {p.he} nodded, and {c} ran down every street and shouted it.
        Each morning {p} chalked the hours on a board in the square, and at every hour {c} rubbed one out and called it aloud.
        All day long, {p} looked at a pocket watch, and when it was time, {c} blew a horn: once for one o'clock, and twelve times for noon.
        For four weeks {p} and {c} took turns. One looked at the pocket watch, and the other walked around and beat a drum, once for one o'clock and twelve times for noon.
    """)
    t.beat("""
        And a strange thing happened. People came to ask about the {bird}, and they stayed to talk.
        At first people were cross. Then they began to climb the tower, on tiptoe, to see the {bird}. Even the mayor came, and he brought crumbs.
        The people met in the square to hear the time, and while they waited, they got to know each other. Everyone spoke of the {bird}.
        The whole town began to whisper under the tower, so that the {bird} could sleep.
        Little by little, nobody minded. "How are our eggs?" they asked. And one day the answer was, "They have hatched!"
    """)
    t.paragraph()
    t.feel(t.p, "proud")
    t.beat("""
        At last the young birds flew out of the tower, one after the other, and the whole town stood below and cheered.
        One warm day {eggs} young birds sat on the big hand of the clock. They flapped, and they fell a little, and then they flew.
        Four weeks later, {c} came running down. "They can fly!" {c} shouted. And there they went, {eggs} young birds, out of the tower and into the sky.
        The young birds hatched and grew and shouted for worms. Then, one bright morning, they flew away, and the mother flew after them.
        Then came the day when the nest was empty. {eggs} young birds sat on the roof of the bakery and [shouted|called] for food.
    """)
    t.beat("""
        {p} lifted out the nest and gave the wheel a push. Tick, said the clock. Tock. Everyone went home to have {snack}, right on time.
        Then {p} cleaned the wheels and started the clock. When it struck, people smiled, but they missed {p} and {c} a little.
        When the clock struck again, {p} took off {p.his} hat to it. The empty nest stands in the shop window, between two watches.
        {p} carried the empty nest down to the shop and set the clock going. And before the next spring, {p.he} nailed a wooden box to the tower, just for the {bird}.
        That evening the clock struck again. But {p} made a tiny door beside the wheels, and behind it a shelf. The {bird} came back to it every year.
    """)
    ending(t, t.p, t.one(*_wise("Some things are worth waiting for.", "There is always time to be kind.", "A small life is more than a big clock.")))


def purse_at_the_market(t):
    t.o, t.p = t.adult(*SHOPS), t.child()
    t.saving = t.one(*SAVINGS).format(o=t.o)
    t.purse, t.secret, t.liar = t.named_thing(t.one(*PURSES)), t.one(*PURSE_SECRETS), t.one(*LIARS)
    t.lie = t.one(*[s for s in PURSE_SECRETS if s != t.secret])
    t.want, t.where, t.snack = t.thing(t.one("toy", "clothes", "instrument"), t.color()), t.one(*MARKET_SPOTS), t.food()
    t.take(t.o, t.purse)
    t.beat("""
        The old {o.kind} counted the coins once more. {o}, as {o.he} was called, had been saving all year for {saving}.
        Once upon a time, there was {o.a_kind} named {o}, who wanted {saving}. Every week {o.he} put one coin into {o.his} {purse}.
        The {o.kind} was called {o}. {o.He} was not rich, but coin by coin {o.he} had filled a {purse}, and now there was enough for {saving}.
        The old {o.kind} {o} had dreamed of {saving} for years. At last {o.his} {purse} was full, and {o} walked to town with a light heart.
        Once upon a time, an old {o.kind} called {o} saved every coin that {o.he} could spare. "One day," said {o}, "I will have {saving}."
        Once upon a time, in a town with a big market, {o.a_kind} named {o} was saving up for {saving}.
    """)
    t.lose(t.o, t.purse)
    t.feel(t.o, "sad")
    t.beat("""
        But on market day, in the pushing and shouting of the crowd, {o.his} {purse} slipped out of a pocket, and {o.he} did not notice.
        But on the day when {o.he} went to pay, {o.his} pocket was empty. There was a hole in it, and {o.his} {purse} was gone.
        Then, one busy Saturday, {o.he} put a hand in {o.his} pocket and turned pale. {o.His} {purse} had fallen out somewhere.
        But one windy day, when the market was full, a strap broke, and {o.his} {purse} dropped to the ground without a sound.
        But at the market there was such a crowd that {o} was pushed this way and that. When it was over, {o.his} {purse} was gone.
    """)
    t.paragraph()
    t.take(t.p, t.purse)
    t.beat("""
        {where}, a {p.kind} named {p} saw something lying on the stones. It was a {purse}, and it was heavy.
        A {p.kind} named {p} found it {where}. {p.He} looked inside and held {p.his} breath. {p.He} had never seen so much money.
        That same day, {p.an} {p.kind} named {p} stepped on something {where}. It was the {purse}, and it jingled.
        The one who found it was {p.a_kind} called {p}. It was lying {where}, half under a cabbage leaf.
        Not long after, {p.a_kind} named {p} with holes in both shoes sat down to rest {where}. There was something hard under one foot. It was a full {purse}.
    """)
    t.beat("""
        {p} thought at once of {want.a} in the shop window. {p.He} had wanted it since the spring. Now {p.he} could buy it ten times.
        "I could buy {want.the} that I want so much," thought {p}. "Nobody saw me." But the {purse} felt heavier and heavier in {p.his} hand.
        With this money {p} could have {want.the} from the shop on the corner. {p.He} walked there. {p.He} looked at it for a long time, and walked away again.
        Oh, how {p} wished for {want.a}! And here was the money. "But somebody is crying about this," {p.he} thought.
        "{want.The}!" thought {p}. It was still in the window of the corner shop, and now there was money for it. But then {p.he} thought, "It is not my money."
    """)
    t.beat("""
        Under the coins lay {secret}. "Who keeps such a thing?" {p} wondered. "Somebody who is fond of it," {p.he} told {p.himself}.
        At the bottom, below the coins, {p} found {secret}. It was not worth anything, and yet somebody had kept it.
        Then {p} saw that there was something else in the {purse}: {secret}. It made {p.him} think of the one who had put it there.
        There was not only money in the {purse}. There was also {secret}. {p} looked at it and closed the {purse} again.
        When {p} looked under the coins, there was {secret}. "Somebody must love this very much," {p.he} thought.
    """)
    t.paragraph()
    t.beat("""
        So {p} climbed on a box in the middle of the market. "I found some money!" {p.he} called. "Whose is it?"
        {p} went to the middle of the market and rang the market bell. "Who lost a {purse}?" {p.he} asked in a loud voice.
        {p} put {p.his} hands around {p.his} mouth. "Somebody has lost a {purse}!" {p.he} shouted across the market.
        First {p} asked at every stall. Then {p.he} climbed up on the edge of the fountain and called, "Who is missing a {purse}?"
        {p} wrote on a piece of paper, "Money found," and held it up over {p.his} head.
    """)
    t.beat("""
        "That is mine," said {liar}. "Then tell me what is in it, besides the coins," said {p}. "Why, {lie}, of course!" "No," said {p}. "It is not yours."
        At once came {liar}. "Oh, my money! Give it to me!" "What is under the coins?" asked {p}. "Nothing, naturally." But that was wrong, and {p} held on to the {purse}.
        {liar} held out a hand. "I lost it this morning." "And what else did you have in it?" asked {p}. "Only a comb," was the answer. {p} shook {p.his} head. "Then you must have lost another one."
        "It belongs to me," said {liar}. {p} asked one question: "What lies under the coins?" There was no answer to that, only a red face and quick steps.
        First came {liar}. "Thank you, little one. Hand it over." "Gladly," said {p}, "if you tell me what lies with the money." But that was too hard a question.
    """)
    t.paragraph()
    t.give(t.purse, t.p, t.o)
    t.feel(t.o, "happy")
    t.beat("""
        Then {o} came, tired from looking. "There were coins in it," said {o}, "and {secret}. You may laugh, but I would miss that the most." {p} put the {purse} into {o.his} hands.
        At last came {o}, the {o.kind}, with wet eyes. "If you find {secret} in it, it is mine," said {o}. "Here you are," said {p}.
        "Please, have you found my {purse}?" asked {o}, the {o.kind}. "There is {secret} in it. I put it there for luck." It was the right answer, and {p} held the {purse} out.
        Behind the others stood {o}, twisting a cap in both hands. "I had money in it," said {o}, "and {secret}." "Then it is yours!" cried {p}.
        When the market was almost empty, {o} came slowly across the stones. "There must be {secret} in it," said {o}. "I have carried it since I was small." {p} gave back the {purse} at once.
    """)
    if t.chance(0.5):
        t.beat("""
            {o} counted the coins. Not one was missing. "Why did you not keep it?" asked {o}. "Because it was yours," said {p}.
            "A whole year is in here," said {o}, and pressed {p}'s hand. "You have given me back a year."
            {o} sat down on a barrel and laughed and wiped {o.his} eyes. "I had already said goodbye to it," {o.he} said.
            "Do you know how rare you are?" asked {o}, and {p}'s ears turned red.
            {o} did not say much. {o.He} only held the {purse} tight and nodded, again and again.
        """)
    t.paragraph()
    t.take(t.p, t.want)
    t.feel(t.p, "happy")
    t.beat("""
        "I could use somebody honest in my shop on Saturdays," said {o}. So {p} began to help there, and by winter {p.he} had earned {want.the} with {p.his} own hands.
        The next week {o} came to {p}'s door with {snack}. "Come and help me on Saturdays," said {o}. "I pay in coins." In a few months {p} bought {want.the}.
        {o} had seen where {p} stopped and looked in the window. On {p}'s birthday {want.the} was waiting on the doorstep, with a note: "From a grateful friend."
        After that, {o} told everyone about it. People gave {p} small jobs, because they trusted {p.him}, and one day {p.he} carried {want.the} home, bought and paid for.
        {o} needed somebody to sweep the shop, and whom could {o} trust more than {p}? By spring {p} had saved enough, and {want.the} was in {p.his} arms at last.
    """)
    ending(t, t.p, t.one(*_wise(
        f"It was worth more to {t.p} than ten that were bought with found money.", "An honest hand is never empty for long.",
        f"And {t.o} got {t.saving} at last.",
    )))


DIG_SIGNS = [
    ("a patch of fresh green grass", "Where grass is green in a dry summer, there is water below"),
    ("a ring of rushes", "Rushes never grow where it is dry"),
    ("a cloud of bees over one spot in the dust", "Bees need to drink, just as we do"),
    ("a young willow with bright leaves", "A willow always has its feet in water"),
    ("a frog sitting on a cool stone", "A frog does not live far from water"),
    ("mist over one small hollow", "Mist rises where the ground is wet"),
    ("a line of ants carrying damp earth", "Their earth is wet, so there must be water"),
    ("a toad under a stone that was cold and damp", "A toad knows where the water is"),
    ("wild mint in the stones", "Mint does not grow without wet roots"),
    ("a goat that licked the same stone every morning", "A goat does not lick a dry stone"),
]
DIG_PLACES = [
    "at the foot of the hill", "behind the old mill", "beside the crooked fence", "at the edge of the sheep field", "near the chapel wall",
    "below the three pines", "at the end of the cow path", "under the stone bank", "behind the graveyard", "on the far side of the meadow",
]
DRY_TROUBLES = [
    "The bean plants hung their heads", "The cows stood by the empty trough", "The ducks walked around and looked lost",
    "The washing lay dirty in its basket", "The baker had no water for the dough", "Nobody had soup any more",
    "The children had dusty knees for weeks", "The roses turned brown", "The horses licked the dew from the fence", "Even the dogs were quiet",
]
RIVAL_TRADES = {  # job: (what they make, the tool, how it breaks, how it is lent)
    "baker": ("cake", "oven", "cracked down the middle", "Bake in mine"),
    "potter": ("bowl", "wheel", "broke off its stand", "Work at mine"),
    "shoemaker": ("pair of boots", "last needle", "snapped in two", "Take one of mine"),
    "tailor": ("coat", "pair of scissors", "broke at the screw", "Cut with mine"),
    "weaver": ("blanket", "loom", "fell apart", "Weave on mine"),
    "blacksmith": ("iron gate", "bellows", "tore from end to end", "Use mine"),
    "toymaker": ("rocking horse", "carving knife", "broke at the handle", "Carve with mine"),
    "candlemaker": ("candle", "wax kettle", "sprang a leak", "Melt your wax in mine"),
    "cook": ("soup", "biggest pot", "got a hole in it", "Cook in mine"),
    "carpenter": ("chair", "good saw", "lost half its teeth", "Saw with mine"),
    "clockmaker": ("clock", "smallest file", "snapped in two", "File with mine"),
    "glassblower": ("vase", "blowpipe", "cracked at the end", "Blow with mine"),
}
JUDGES = ["the mayor", "the lady from the city", "the oldest woman in town", "the captain of the ferry", "the fat old duke", "the schoolteacher"]
PRIZES = ["a goose", "a silver cup", "a ham", "a gold ribbon", "a barrel of cider", "a blue ribbon", "a new hat", "a round cheese", "a fine bell"]
STAMPS = [
    "a fish with a hat", "a round bell", "a crooked star", "a snail with a smile", "an owl on a branch", "a boat with one sail",
    "a mouse with a long tail", "two cherries", "a cat's paw", "an oak leaf", "a half moon with a nose", "a duck in boots", "an old key",
]
HOPES = [
    "news from the city", "news of a baby", "an answer about a job", "a recipe from a cousin", "a birthday card",
    "a letter from the sea", "an invitation to a wedding", "a letter from an old school friend", "some seeds from abroad",
    "a note from a sister", "a picture of the mountains", "a page of new songs", "a letter from a grandchild", "good news from a brother",
]
HOUSES = [
    "the house with the green door", "the house above the bakery", "the little house by the bridge", "the house with two chimneys",
    "the house behind the church", "the tall house on the corner", "the house with the geese", "the house under the chestnut tree",
    "the house by the mill", "the house with the blue shutters",
]
LAST_HOUSES = [
    "the last house at the end of the lane", "a small house on the hill", "a hut at the edge of the wood", "a cottage behind the dunes",
    "a crooked house by the quarry", "a room above the old stable", "a cabin beside the railway line",
]
FAR_AWAY = ["to sea", "to the mountains", "across the ocean", "to the far north", "to the big city", "to an island in the south"]
GUEST_ROOMS = ["the big farm", "the rich miller's house", "the inn", "the mayor's house", "the house with the lions", "the castle gate", "the school"]
REFUSALS = [
    "We are full", "We do not take in strangers", "Your boots are too muddy", "Come back tomorrow", "Our soup is not for everyone",
    "The dog does not like you", "We have just washed the floor", "It is too late", "I was just going to bed",
]
POT_FOODS = ["soup", "stew", "pea soup", "carrot soup", "warm porridge", "bean soup", "cabbage soup", "barley broth", "lentil stew"]
STRANGERS = {  # what they do: what they leave behind, and what comes of it
    "painter": ("a painted sign above the door", "It was so fine that people stopped in the street, and then they came in"),
    "musician": ("a song about the shop", "It had such a good tune that the whole country sang it, and people came to see if it was true"),
    "carpenter": ("new shelves on every wall and a door that did not creak", "The shop looked so bright that everybody wanted to see it"),
    "gardener": ("two rows of seeds under the window", "By summer the house stood in a sea of flowers, and people came from far away to look and to buy"),
    "writer": ("a story in a blue notebook", "It was printed in the city, and soon everyone wished to see the little shop in the story"),
    "mapmaker": ("a new map of the roads, with the shop on it in red", "From then on, every traveler knew where to stop"),
    "stone carver": ("a stone bird beside the door, so real that cats tried to catch it", "People came to see the bird, and they stayed to buy"),
}


def dry_well(t):
    t.p, t.c = t.adult("gardener", "shepherd", "beekeeper", "farmer", "woodcutter", "postman"), t.child()
    t.sign, t.reason = t.one(*DIG_SIGNS)
    t.where, t.t1, t.t2 = t.one(*DIG_PLACES), t.deal(DRY_TROUBLES[0::2]), t.deal(DRY_TROUBLES[1::2])
    t.deep, t.snack, t.days = t.one("ten", "twenty", "thirty"), t.food(), t.one("three", "four", "five", "six")
    t.nth = t.one("fourth", "fifth", "sixth", "seventh")
    t.beat("""
        Once upon a time, there was a village with one well. The water was cold and clear, and nobody ever thought about it.
        The well in the middle of the village had never been empty, not in a hundred years.
        Once upon a time, a village drank from a single well. Grandmothers had drunk from it, and their grandmothers too.
        Once upon a time, there was a village so high up that it had neither a river nor a brook. It had one good well, and that was enough.
        There was a well in the square, and every morning the whole village met there with buckets and jugs.
    """)
    t.beat("""
        But one summer it did not rain for two months, and the bucket came up empty. {t1}. {t2}.
        Then came a hot, dry summer. One morning the bucket hit the bottom with a dull knock. {t1}. {t2}.
        One day in August the bucket came up with nothing in it but a little sand. {t1}. {t2}.
        But after a long dry summer the well began to gurgle, and then it was silent. There was no more water. {t1}. {t2}.
        Then a summer came without a drop of rain, and the well ran dry. {t1}. {t2}.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        First the people dug the well deeper, {deep} feet down, and found nothing but dry stones. Then they began to quarrel.
        The strongest men dug in the well for {days} days, but there was only dust. "It is your fault," everyone told everyone else.
        The mayor ordered them to dig deeper. They dug {deep} feet and came to hard rock. After that they could only shout at each other.
        They dug until their hands hurt. Then a cart was sent to the far river every day, but it came back with just one cup of water for each house, and people quarreled over every drop.
        They let down a longer rope. They dug. They danced for rain. Nothing helped, and people began to quarrel.
    """)
    t.paragraph()
    t.beat("""
        Now the {p.kind} of the village was called {p}. {p.He} did not shout. {p.He} walked around and looked. And one morning, {where}, {p.he} saw {sign}.
        In that village there was also {p.a_kind} named {p}. Early one morning, {where}, {p} came upon {sign}.
        The old {p.kind}, whose name was {p}, did not say much in those days. But {p.he} kept {p.his} eyes open, and {where} {p.he} noticed {sign}.
        {p} was the {p.kind}, and {p.he} was used to looking closely. One day at sunrise {p.he} stood still. {where}, there was {sign}.
        While the others quarreled, {p}, the {p.kind}, took a long walk. {where} {p.he} found {sign}, and {p.he} bent down and smiled.
    """)
    t.beat("""
        "{reason}," said {p}. {p.He} fetched a shovel. "You are digging in the wrong place!" people laughed. "The well is over here."
        {p} ran to tell the others. "{reason}," {p.he} said. But they only shook their heads, so {p} took a shovel and began alone.
        "{reason}," {p} said to everyone {p.he} met. "We have dug enough," they answered. So {p.he} went back with a shovel.
        "{reason}," thought {p}, and pushed a shovel into the ground. The neighbors leaned on the fence and smiled.
        "Dig over there," said {p}. "{reason}." Nobody moved. It was too hot to hope. So {p} began alone.
    """)
    t.paragraph()
    t.beat("""
        All day {p} dug alone. In the evening a {c.kind} named {c} came with a toy shovel and began to dig too, without a word.
        When the hole was as deep as {p}'s knees, somebody said, "May I help?" It was {c.an} {c.kind} named {c} with a little bucket.
        The first one who came to help was {c.a_kind} named {c} with a tin cup. {c.He} carried the earth away, cup by cup.
        "Are you tired?" asked a {c.kind} named {c} who had been watching. {p} nodded. So {c} jumped into the hole and dug with a wooden spoon.
        For a day and a half {p} was alone in the hole. Then a {c.kind} named {c} slid down beside {p.him} and said, "I can dig too."
    """)
    t.beat("""
        When the people saw that a child was working, they were ashamed. One rolled up his sleeves, another fetched a ladder, and by the next night there were twenty of them.
        "A child works and we stand here?" said the baker. He rolled up his sleeves. Then came the smith, and the tailor, and even the mayor.
        On the second day there were five of them, and on the third day there were so many that they had to take turns.
        People who had not spoken for weeks passed buckets of earth from hand to hand. It is hard to quarrel and to dig at the same time.
        The neighbors saw how deep the two of them had come. Slowly, one by one, they took up their shovels.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        Then {c} shouted, "My feet are wet!" Brown water was coming up between the stones. It turned grey, and at last it was as clear as glass.
        On the {nth} day the earth turned dark. Then it turned to mud. And then, with a soft sound, water ran into the hole.
        "Hush!" said {p}, and they all held still. Drip, it went. Drip, drip. And then it ran.
        All at once {p}'s shovel made a different sound. It went splash. For a moment nobody spoke, and then the whole village shouted.
        They had dug as deep as a house when a stone came loose. Behind it something gurgled, and a cold stream shot out and wet them all.
    """)
    t.beat("""
        They gave {p} the first cup. {p} gave it to {c}, and {c} drank half of it and handed it back.
        The first bucket went to the cows, the second one to the beans, and the third one over {c}'s head.
        That evening everyone had {snack}, and more water than anyone could drink.
        They built a little wall around it, and on one of the stones they carved a shovel and a small hand.
        "How did you know?" the people asked. "I looked," said {p}. "That is all."
    """)
    ending(t, t.p, t.one(*_wise(
        "Those who look closely find what others step over.", "Many hands dig deep.", "After that, nobody forgot to be thankful for a cup of water.",
    )))


def rivals_at_the_fair(t):
    job = t.one(*RIVAL_TRADES)
    t.p = t.adult(job)
    t.r = _with_job(t.adult(), job)
    t.made, t.tool, t.breaks, t.lend = RIVAL_TRADES[job]
    t.judge, t.prize, t.years = t.one(*JUDGES), t.one(*PRIZES), t.one("ten", "seven", "twelve", "twenty", "nine")
    t.beat("""
        Once upon a time, two {p.kind}s lived in the same street. {p} lived on the left side and {r} lived on the right, and they could not stand each other.
        The {p.kind} {p} had a shop on one side of the street. On the other side was the shop of {r}, who was {p.a_kind} too. They had not spoken for {years} years.
        The old {p.kind} {p} closed the shutters whenever {r} walked by. {r} was {p.a_kind} too, and {p} could not bear it.
        Once upon a time, a small town had two {p.kind}s, {p} and {r}. That was one too many, or so they both thought.
        The {p.kind} on the left side of the street was called {p}, and the {p.kind} on the right side was called {r}. Each of them was sure to be the better one.
        Once upon a time, there was {p.a_kind} named {p}, who would have been quite happy if it had not been for {r}, the other {p.kind} in town.
    """)
    t.beat("""
        Every year at the fair there was {prize} for the best {made}. One year {p} won it, and the next year {r}, and so it went on.
        At the autumn fair the best {made} won {prize}. Both of them wanted to have it more than anything.
        Each summer the best {made} at the fair won {prize}, and each summer the two of them quarreled about who should get it.
        When the fair came near, each of them hung a cloth over the window, so that the other could not look in. For the best {made} would win {prize}.
        At the spring fair there was {prize} for the best {made}, and neither of them slept well for weeks before it.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        This year {p} had a wonderful plan. But on the night before the fair, the {tool} {breaks}. {p} sat down and stared at it. It was too late to get a new one.
        On the last evening before the fair, {p} was at work on the finest {made} ever seen. Then the {tool} {breaks}, and it was all over.
        "This year I will win," said {p}, and worked day and night. But on the very last night, the {tool} {breaks}. It made a sound like the end of the world.
        The night before the fair there was a loud noise in {p}'s shop. The {tool} had had enough. It {breaks}. {p} put out the light and sat in the dark.
        {p} had told everyone that nobody else could win. And then, the night before the fair, the {tool} {breaks}. There was nothing more to be done.
    """)
    t.beat("""
        Across the street, {r} heard that something was wrong and looked out. "Now I will win for certain," {r} said. But it did not sound as good as it should have.
        On the other side of the street, {r} saw {p} sitting there with empty hands. {r} smiled. Then {r} stopped smiling.
        {r} had seen it all through a gap in the curtain. "Good," said {r}. {r} went to bed, but sleep did not come.
        {r} heard of it and was glad at first. But then {r} thought, "If nobody runs beside me, how will I know that I am fast?"
        A light was still on in {r}'s house. {r} had heard everything and walked up and down, up and down.
    """)
    t.paragraph()
    t.beat("""
        At ten o'clock there was a knock at {p}'s door. "{lend}," said {r}, very fast, and looked at the floor. "Come over, before I change my mind."
        In the end {r} put on a coat, crossed the street and knocked. "{lend}," said {r}. "I do not want to win like that."
        A little later {r} stood in the door. Neither of them knew what to say. "{lend}," said {r} at last. "But do not think that I like you."
        Then, for the first time in {years} years, {r} crossed the street. "{lend}," {r} said. "Hurry, it is late."
        {p} was about to go to bed when {r} stood at the door in slippers. "{lend}," said {r}. "A fair should be fair."
    """)
    t.beat("""
        So they worked side by side all night. {p} saw how careful {r} was, and {r} saw how quick {p} was. "So that is how you do it!" they both said.
        All night the light burned. At first it was very quiet. At midnight {p} asked a question, and {r} answered it. At two o'clock they were laughing.
        They worked until the sun came up. {p} showed {r} one trick, and {r} showed {p} another, and they were both surprised at how good they were.
        Side by side they worked, and side by side they drank their tea. By morning they had told each other things that they had never told anyone.
        It was a short night with a lot of work in it. Whenever {p} grew tired, {r} told a joke, and whenever {r} grew tired, {p} did.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    if t.chance(0.5):
        t.beat("""
            In the morning the two of them brought only one {made} to the fair, and it was twice as good as any before. "Who made it?" asked {judge}. "{r} did," said {p}. "{p} did," said {r}.
            They had begun with one {made} each, but somewhere in the night the two had become one. "Whose is this?" asked {judge}. "Ours," said {p} and {r} at the same time.
            They brought only one {made} to the fair. "It is {p}'s," said {r}. "It is {r}'s," said {p}. "Then I will give the prize to both," said {judge}.
            At the fair, {p} and {r} showed one {made}, and it was the best of all. "Which of you made it?" asked {judge}. "Both of us," they said.
            {p} and {r} came to the fair with one {made} between them. "We made it together," they told {judge}, and nobody had ever seen a better one.
        """)
        t.beat("""
            They won {prize}, and nobody had to be angry about it.
            {prize} was theirs, and that year nobody went home with a long face.
            Everyone clapped, and {p} and {r} carried {prize} home together.
            So two names were written in the book of the fair, one beside the other, and the prize belonged to both.
            {p} and {r} won {prize} together, and they shook hands in front of everyone.
        """)
    else:
        t.beat("""
            At the fair, {judge} looked at one {made}, then at the other, and back again. "I cannot choose," said {judge}. "They are both the best."
            When {judge} gave {prize} to {p}, {p} handed it straight on to {r}. {r} handed it back, and so it went until everyone laughed.
            In the end {judge} gave {prize} to somebody else, {p.a_kind} from the next town. "Never mind," said {p}, and {r} said the same. And they meant it.
            This time {judge} gave {prize} to {p}. {r} clapped louder than anyone. "Without {r} I could not have done it," {p} told them all.
            "I do not know which {made} is better," said {judge} at the fair. "Then we will share the prize," said {p} and {r}.
        """)
        t.beat("""
            But the best prize was that the two of them walked home arm in arm.
            That evening they sat in front of {r}'s shop and talked until the stars came out.
            "Next year," said {r}, "I will beat you." "You may try," said {p}, and they shook hands on it.
            After the fair {p} and {r} had supper together, and it was the first supper of many.
            On the way home {p} and {r} talked about what they would make next year.
        """)
    t.paragraph()
    t.beat("""
        Soon there was only one big shop in that street, with two names above the door.
        And never again did one of them look away when the other came by.
        After that they ate lunch together every day, sometimes at {p}'s and sometimes at {r}'s.
        A good rival, said {p}, is only a friend whom you do not know yet.
        When people asked who was the better {p.kind}, they were told, "The other one."
        From that day on, the street was so narrow that you could cross it in one step, or so it seemed to {p}.
    """)


def letter_in_the_rain(t):
    t.p, t.a, t.b, t.o = t.adult("postman"), t.worker(*SHOPS), t.worker("teacher", "farmer", "doctor", "cook", "miller"), t.adult(*RETIRED)
    t.stamp, t.h1, t.h2, t.last = t.one(*STAMPS), t.deal(HOUSES[0::2]), t.deal(HOUSES[1::2]), t.one(*LAST_HOUSES)
    t.hope1, t.hope2 = t.deal(HOPES[0::2]), t.deal(HOPES[1::2])
    t.far, t.years, t.snack = t.one(*FAR_AWAY), t.one("ten", "twenty", "thirty", "fifteen"), t.food()
    t.who = t.one("sister", "brother", "friend")
    t.whose = t.one(*(["Elsie", "Nan", "Dot", "Bess"] if t.who == "sister" else ["Bertie", "Rob", "Fritz", "Sid"]))
    t.letter = t.named_thing("letter")
    t.take(t.p, t.letter)
    t.beat("""
        Once upon a time, there was a postman named {p}, who carried the letters over [hill and valley|the hills|field and stream|the bridge and up the hill], in sunshine and in snow.
        The old postman had never lost a letter in his life. {p} was his name, and he knew every door and every dog in the village.
        The postman {p} walked twelve miles every day with his brown bag, and he was proud that every letter came to the right house.
        Once upon a time, in a village with a hundred doors, there lived a postman named {p}. He knew who lived behind every one of them.
        The postman was called {p}. He had sore feet, a good whistle and a bag full of letters.
        The old postman {p} set out at dawn, as he did every day, with a bag of letters on his shoulder.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        One day the rain came down in buckets, and water got into the bag. On one letter all the ink had run. There was no name on it any more, only a little drawing in the corner: {stamp}.
        One stormy day he slipped in a puddle, and a letter fell in. He dried it with his scarf, but the name was gone. Only a small drawing was left: {stamp}.
        One wet day, a letter fell into a puddle. The name was washed away. But in the corner somebody had drawn {stamp}, and that could still be seen.
        One rainy morning he took a letter from his bag and turned pale. The address was one big blue spot. Only the corner was dry, and there somebody had drawn {stamp}.
        One day, in rain and wind, his bag blew open. One letter fell into the gutter, and the name on it swam away. There was nothing left but a tiny drawing, {stamp}.
    """)
    t.beat("""
        "A letter without a name is like a dog without a home," he said. "I will find out where it belongs."
        He could have thrown it away, and no one would have known. But he would have known.
        "Somebody is waiting for you," he told the letter, and put it under his hat, where it was dry.
        "I have never lost one," said {p}, "and I will not begin today." And he turned up his collar.
        He turned the letter over and over. "You have come so far," he said, "and I will not let you get lost on the last mile."
    """)
    t.paragraph()
    t.beat("""
        {p} knocked at {h1}. {a} opened the door and looked at the letter. "I was hoping for {hope1}," {a.he} said, "but nobody I know draws like that."
        First {p} went to {h1}, where {a} lived. {a} held the letter up to the light. "I wish it were mine," said {a}. "I have been waiting for {hope1}. But it is not."
        {p} began at {h1}. {a} opened the door. "Oh, could it be {hope1}?" asked {a}. But {a.he} did not know the drawing, and {a.his} face fell.
        {p} started at {h1}. "Oh, I hope that it is for me!" said {a}, who was waiting for {hope1}. But it was not.
        At {h1}, {p} showed the letter to {a}. "I hoped that it would be {hope1}," said {a}, "but I have never seen this drawing."
    """)
    t.beat("""
        At {h2} it was the same. {b} would have liked to have {hope2}, but the letter was not for {b.him}.
        Then {p} went to {h2}. "I would be glad of {hope2}," said {b}, "but this is a stranger's hand."
        {b} from {h2} did not know the drawing, either. "I never get any letters," said {b}. "But then I never write any."
        Next came {h2}, where {b} lived. "What a pity," said {b}. "For a moment I thought that it was {hope2}."
        {p} asked at {h2}, and {p} asked all along the street. "Not for me," said {b}. "Not for us," said the others.
    """)
    t.paragraph()
    t.beat("""
        At last there was only {last}. There lived {o}, an old {o.kind}, who had not had a letter for {years} years.
        It was almost dark when {p} came to {last}. {o} lived there, a lonely old {o.kind}. "You never stop here," said {o}.
        There was one door left, and it belonged to {last}. {p} had never knocked there, because nobody ever wrote to {o}, the old {o.kind} who lived in it.
        In the end {p} climbed up to {last}. "It will not be for me," said {o}, the old {o.kind} who lived there all alone. "It never is."
        Only {last} was left. The postman was tired, but he went there too. {o}, the old {o.kind}, looked at him in surprise. "Have you lost your way?"
    """)
    t.feel(t.o, "surprised")
    t.give(t.letter, t.p, t.o)
    t.beat("""
        Then {o} saw the drawing and sat down. "My {who} {whose} used to draw that on everything," {o.he} whispered. "{whose} went {far} {years} years ago."
        But when {o} saw the little drawing, {o.he} put a hand to {o.his} mouth. "It is from my {who} {whose}," said {o}. "I thought that I had been forgotten."
        {o} looked at the drawing, and {o.his} eyes grew wet. "There is only one person who draws that," said {o}. "It is my {who} {whose}, who went {far}."
        {o} held the letter close to the lamp and laughed and cried at once. "My {who} {whose} always drew that. {whose} went {far} {years} years ago, and I never heard another word."
        One look at the letter was enough. "I know this drawing!" cried {o}. "It is from my {who} {whose}, who went {far} so long ago."
    """)
    t.feel(t.o, "happy")
    t.beat("""
        They opened it by the stove. Inside, the ink was dry and clear, and it said, "I am coming home in the spring."
        {p} read it aloud, because {o}'s hands were shaking. "My dear," it began, "is there still a chair for me at your table?"
        The letter was four pages long, and the ink inside had not run at all. {o} read it three times and laughed in the middle of it.
        Inside was a long letter and a train ticket. "Come and see me," it said. "I have missed you every day."
        They sat down by the lamp, and {o} read it aloud. "I looked for you everywhere," it said. "At last I have found out where you live."
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        {p} stayed for {snack}. Then he walked home through the rain with an empty bag and a full heart.
        "Have you got a pen?" asked {o}. {p} always had a pen. He waited, and he took the answer along that same night.
        After that {p} often knocked at that door, with a letter or without one.
        And the next day {p}'s bag was heavier than ever, because {a} and {b} had each sat down and written to somebody.
        The old postman went home whistling. He still had not lost a single letter.
    """)


def stranger_in_the_rain(t):
    t.p = t.adult("shoemaker", "baker", "tailor", "potter", "weaver", "candlemaker", "toymaker", "clockmaker")
    kind = t.one(*STRANGERS)
    t.left, t.came = STRANGERS[kind]
    t.s = _with_job(t.adult(), kind)
    t.r1, t.r2, t.g1, t.g2 = t.deal(REFUSALS[0::2]), t.deal(REFUSALS[1::2]), t.deal(GUEST_ROOMS[0::2]), t.deal(GUEST_ROOMS[1::2])
    t.food1, t.food2 = t.one(*POT_FOODS), t.one("apple pie", "plum cake", "roast chicken", "pancakes", "mushroom pie", "a honey cake")
    t.beat("""
        The old {p.kind} had not sold anything for a week. {p.His} name was {p}, and {p.his} shop stood in a dark corner where nobody came by.
        Once upon a time, there was a poor {p.kind} named {p}. The shop was small and dark, and there were few customers.
        The {p.kind} {p} worked hard, but the shop lay at the end of a crooked lane, and hardly anybody ever found it.
        Once upon a time, in a crooked lane, lived {p.a_kind} named {p}, who had good hands and empty pockets.
        The old {p.kind} counted what was left: two candles and a pot with a little {food1}. "It will do," said {p}, for so the old {p.kind} was called.
        Once upon a time, there lived {p.a_kind} called {p}. {p.He} was so poor that the mice had moved next door.
    """)
    t.paragraph()
    t.beat("""
        One night it rained as if the sky had a hole in it. A stranger came along the road, wet to the skin, and knocked at {g1}. "{r1}," said a voice. The stranger knocked at {g2}. "{r2}," said another.
        One stormy evening a stranger came to town. "{r1}," they said at {g1}. "{r2}," they said at {g2}. And the rain ran down the stranger's neck.
        One cold night there was a knock at {g1}. A stranger stood there in the rain and asked for a place to sleep. "{r1}," was the answer. At {g2} it was, "{r2}." So it went all along the street.
        One wet evening in autumn, a stranger went from door to door. At {g1} the door was shut at once. At {g2} somebody called from a window, "{r2}!"
        In the middle of a storm a stranger came over the hill. The people at {g1} saw the wet coat and said, "{r1}." The people at {g2} said, "{r2}."
    """)
    t.beat("""
        The last door was the {p.kind}'s. It opened before the second knock. "Come in, come in," said {p}. "You are as wet as a fish."
        Then the stranger saw a small light at the end of the lane. {p} opened the door, looked once and said, "Sit down by the stove."
        At last the stranger came to the smallest door of all. "I do not have much," said {p}, "but I have a dry floor and a warm stove. Come in."
        There was only one more light, and it was in the {p.kind}'s window. {p} did not ask, "Who are you?" {p.He} asked, "Are you hungry?"
        By now only {p} was still awake. When the stranger knocked, {p} pulled a chair to the stove and put on the kettle.
    """)
    t.paragraph()
    t.feel(t.p, "tired")
    t.beat("""
        {p} had only one bowl of {food1}. {p.He} gave it to the stranger. "I have eaten already," {p.he} said, and {p.his} stomach growled.
        There was a little {food1} on the stove, enough for one. {p} put it in front of the stranger and drank a cup of hot water {p.himself}.
        {p} shared out a little {food1} and took the smaller half. Then {p.he} hung the wet coat over the stove.
        The stranger ate {food1} and grew warm and told of the wide world. It had been a long time since anyone had talked in that room.
        "It is not much," said {p}, and filled a bowl with {food1}. It was all there was. The stranger ate every drop, and the color came back into two cold cheeks.
    """)
    t.beat("""
        There was only one bed. {p} made it up with clean sheets for the guest and slept on the workbench.
        "Take the bed," said {p}. "I like to sleep in the chair." That was not true, but it was kind.
        {p} gave the stranger the only blanket and lay down by the stove with {p.his} coat for a cover.
        {p} laid dry straw by the stove for {p.himself}, and the guest got the bed.
        That night the guest slept soundly in the bed, and {p} slept a little on two chairs.
    """)
    t.paragraph()
    t.beat("""
        In the morning the bed was empty and neatly made. But the stranger had been busy before sunrise, and had left {left}.
        When {p} woke up, the guest was gone. The rain had stopped. And what was that? The stranger had left {left}!
        At sunrise {p} found nobody there, only a note: "I have no money, so I pay with what I can do." And the stranger had left {left}.
        {p} slept late that day. The stranger had got up long before dawn and had gone away, but had left a thank-you behind: {left}.
        When it grew light, the stranger was far away. But {p} rubbed {p.his} eyes, for the stranger had left {left}.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        {came}. Soon {p} had so much work that the candles burned until midnight.
        {came}. By winter there was a line in front of the {p.kind}'s door.
        {came}. The little shop had never seen so many feet.
        {came}. {p} had to buy a second bell for the door, because the first one wore out.
        {came}. Never again did {p} have to go to bed hungry.
    """)
    t.paragraph()
    t.beat("""
        The people from {g1} and {g2} came too, a little red in the face. {p} greeted them as kindly as everyone else.
        "If only we had opened our door!" said the people at {g1}. And from then on, they did.
        "Who was that stranger?" everyone asked. "Somebody who was wet," said {p}.
        Everyone in town left a lamp in the window on rainy nights after that, just in case.
        The people who had shut their doors were sorry now. "We did not know who it was," they said. "Neither did I," said {p}.
    """)
    t.beat("""
        A year later the stranger knocked again, and this time the sun was shining. "My name is {s}," said the guest, "and I am {s.a_kind}. Shall we eat?" On the table stood {food2}.
        One spring day, there was the same knock at the door. "I am {s}," said the stranger, "and I never told you my name." They ate {food2} together, and both had a second helping.
        The stranger was {s.a_kind} named {s}. When {s} came by again in the summer, {p} had {food2} ready, and a second bed for a guest.
        The next autumn a letter came. It was from {s.a_kind} named {s}. "Your {food1} was the best I ever had," it said. {p} hung it over the stove.
        When a year had passed, the stranger came back. "I am {s}, {s.a_kind}," said the stranger. "I am glad to see you again," said {p}, and they ate {food2}.
    """)
    ending(t, t.p, t.one(*_wise("A door that opens lets in more than the rain.", "Kindness is never too small to share.")))


BOOKS_FOR = {  # job: (the book, what came of it)
    "baker": ("a book about the cakes of faraway lands", "the bakery window was full of buns shaped like camels"),
    "blacksmith": ("a book of poems about fire", "the smith hammered in rhyme"),
    "farmer": ("a book about the stars", "there was a bench in the middle of the field, just for looking up"),
    "shoemaker": ("a book about a boy who walked around the world", "the shoemaker sat by the map every evening with one finger on it"),
    "fisherman": ("a book about mermaids", "the fisherman said good morning to the waves, just in case"),
    "tailor": ("a book about kings and queens", "even the shepherd's coat had gold buttons"),
    "miller": ("a book of riddles", "nobody got flour without guessing a riddle first"),
    "doctor": ("a book of jokes", "the doctor's waiting room was so loud with laughing that half of the sick got well"),
    "gardener": ("a book about trees as old as castles", "there were acorns in every flowerpot"),
    "carpenter": ("a book about sailing ships", "every table had a small anchor carved into one leg"),
    "postman": ("a book about talking dogs", "the postman spoke politely to every dog, and not one of them bit him"),
    "innkeeper": ("a book of ghost stories", "guests at the inn stayed an extra night to hear the end of a story"),
    "beekeeper": ("a book about a brave knight", "the beekeeper wore the bee hat like a helmet"),
    "cook": ("a book about the bottom of the sea", "there were fish made of potatoes in the soup"),
    "train driver": ("a book about elephants", "the train greeted every station with a trumpet call"),
    "weaver": ("a book about the desert", "there were camels and palm trees on all the blankets"),
}
NO_TIME = [
    "I have no time for books", "Books are for people with clean hands", "I have not read since I was at school", "Reading makes me sleepy",
    "I would not know what to do with a book", "My days are long enough already", "I am too old for stories", "The library is too far to walk",
]
BOOK_WHEELS = ["cart", "wheelbarrow", "wagon", "bicycle with two big baskets", "sled with wheels", "baby carriage"]


def books_on_wheels(t):
    t.p = t.adult("librarian")
    ja = t.one(*BOOKS_FOR)
    jb = t.one(*[j for j in BOOKS_FOR if j != ja])
    t.a, t.b = t.worker(ja), t.worker(jb)
    (t.book1, t.did1), (t.book2, t.did2) = BOOKS_FOR[ja], BOOKS_FOR[jb]
    t.no1, t.no2, t.wheels, t.snack = t.deal(NO_TIME[0::2]), t.deal(NO_TIME[1::2]), t.one(*BOOK_WHEELS), t.food()
    t.count, t.day = t.one("nine hundred", "three thousand", "five hundred", "two thousand"), one_day(t)
    t.beat("""
        The old librarian dusted {count} books every day, and nobody came to read them. {p.His} name was {p}.
        Once upon a time, there was a librarian named {p}, who took care of {count} books in a quiet old house. It was a little too quiet.
        The librarian {p} sat behind the desk from morning till night. There were {count} books on the shelves, and not one reader.
        Once upon a time, in a busy little town, stood a library with {count} books. {p}, the librarian, knew every one of them, but the door hardly ever opened.
        The old librarian looked at the door. It did not open. It had not opened since Monday. "Poor books," said {p}, for that was the librarian's name.
        Once upon a time, a librarian called {p} had {count} books and no one to read them.
    """)
    t.feel(t.p, "lonely")
    t.paragraph()
    t.beat("""
        {p} asked the people in the street. "{no1}," said {a}. "{no2}," said {b}.
        "Why do you never come?" {p} asked {a}. "{no1}," said {a}. {b} only said, "{no2}."
        {p} put up a sign that said "Come in!" Nobody did. "{no1}," said {a}. And {b} said, "{no2}."
        First {p} washed the windows, and then {p.he} baked a cake and set it by the door. {a} passed by. "{no1}," said {a}. "{no2}," said {b}.
        One morning {p} stood at the door and called out to everyone. "{no1}," said {a} and walked on. "{no2}," said {b}.
    """)
    t.beat("""
        {p} was sad for one evening. Then {p.he} said to the books, "If they do not come to you, you must go to them."
        That night {p} could not sleep. At midnight {p.he} sat up in bed. "A book has no feet," {p.he} said. "But I have."
        "Very well," said {p}. {p.He} went down to the cellar, to look for something that had wheels.
        {p} walked up and down between the shelves. "Bread comes to the door," {p.he} thought, "and milk, and letters. Why not books?"
        "Fish do not come to the fisherman," {p} said the next day. "He has to go out to them."
    """)
    t.paragraph()
    t.beat("""
        {day}, {p} loaded forty books onto a {wheels} and rolled through the town.
        {day}, people heard a squeaking in the street. It was {p}, with a {wheels} full of books.
        {day}, a {wheels} stood in the square. On it was a pile of books, and next to it stood {p}, who rang a little bell.
        {day}, {p} locked the library and hung a note on the door. "Gone out with the books," it said. And off rolled the {wheels}.
        {day}, {p} filled a {wheels} with the best books of all and pushed it up the street and down the street.
    """)
    t.beat("""
        {p} did not ask anybody to read. {p.He} just gave {a} {book1}, and {b} got {book2}. "Only look at the pictures," said {p}.
        For {a} there was {book1}. For {b} there was {book2}. "You can give it back tomorrow," said {p}, and rolled on.
        "This one asked for you," said {p}, and put {book1} into {a}'s hands. Then {p} knocked at {b}'s door and left {book2} on the step.
        {p} had thought about it for a long time. {a} got {book1}, and {b} got {book2}. They both shook their heads, but they both took it.
        There was a book for everyone, and each was chosen with care. For {a} it was {book1}, and for {b} it was {book2}.
    """)
    t.paragraph()
    t.beat("""
        A week later, {did1}. Two weeks later, {did2}.
        It was not long before {did1}. And by the end of the month, {did2}.
        Then strange things began to happen. First, {did1}. After that, {did2}.
        Nobody said a word about reading. But soon {did1}, and not long after that, {did2}.
        It took a little time. But one morning {did1}. And a few days later {did2}.
    """)
    t.beat("""
        "Have you got another one?" asked {a} the next time. "And one for me," said {b}.
        When the {wheels} came by again, {a} was already waiting at the corner, and {b} was right behind.
        "What happens next?" they called after {p}. "That is in the second book," {p} called back.
        The {wheels} came home empty that day, and the day after that.
        "It was not bad," said {a}. "It was too short," said {b}. {p} smiled and gave them two more.
    """)
    t.paragraph()
    t.beat("""
        In the middle of winter, snow lay so deep that the {wheels} could not get through. {p} sat alone again, until there was a knock.
        One day a wheel broke. {p} sat in the library and did not know what to do. Then there was a noise outside.
        In November {p} caught a cold and had to stay in. It was very still in the library. And then the door opened.
        Then {p} hurt {p.his} foot and could not walk. All week {p.he} sat in the library and missed the squeaking of the {wheels}. On Friday there was a noise at the door.
        But one stormy day the {wheels} rolled into the river. {p} got all the books out, but the wheels were broken for good. {p} sat by the stove and sighed. Then somebody knocked.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        Outside stood {a}, and {b}, and half of the town. "You did not come," they said. "So we came to you."
        In came {a} with {snack}, and {b} with a pile of books, and behind them many more. "We want to know how it goes on," they said.
        "Is this where the stories live?" asked {a}, and stepped in. {b} brought {snack}, and soon there was no empty chair in the house.
        It was {b}, with a lantern, and {a}, with {snack}. After them came a long line of people, and each had a book under one arm.
        "We have come for the next one," said {a}. "And to bring you {snack}," said {b}. And they had not come alone.
    """)
    ending(t, t.p, t.one(*_wise("A good story finds its way.", "From then on, the library was never too quiet again.", "Sometimes you have to go and knock first.")))


MASTERS = {  # job: (the piece, how it broke, what the master's first piece looked like)
    "potter": ("blue bowl", "It slid from {c.his} wet fingers and broke into seven pieces", "a bowl so crooked that it could not stand"),
    "glassblower": ("glass swan", "Its long neck snapped like ice", "a glass duck with a neck like a turnip"),
    "clockmaker": ("golden clock", "It hit the floor, and wheels rolled in every direction", "a clock with only one hand"),
    "toymaker": ("wooden dancer", "One of her thin legs broke off", "a horse with five legs"),
    "carpenter": ("jewel box", "The lid split from end to end", "a stool that leaned like a tree in the wind"),
    "painter": ("picture of the harbor", "A pot of black paint ran all over the sky", "a picture of a cow that looked like a table"),
    "tailor": ("silk dress", "It caught on a nail and tore with a long, ugly sound", "a shirt with three sleeves"),
    "candlemaker": ("tall carved candle", "It rolled off the table and cracked in the middle", "a candle as lumpy as a potato"),
    "baker": ("tall white cake", "The top slid off and landed on the floor", "a little loaf, as black as coal and as hard as a stone"),
    "shoemaker": ("pair of red dancing shoes", "A hot iron fell on one of them and burned a hole in it", "a boot with the toe at the back"),
    "weaver": ("silk shawl", "A thread caught, and half of it came undone", "a blanket that was wide at one end and narrow at the other"),
}
PIECE_FOR = [
    "the mayor's wife", "the rich lady on the hill", "the captain's daughter", "the bride at the mill", "the queen's cousin",
    "the doctor's daughter", "the miller's niece", "the famous singer in the city", "the lady in the white carriage",
]
CAT_NAMES = ["Soot", "Muffin", "Tinker", "Whiskers", "Mitten", "Marmalade", "Smoke", "Tiger", "Cinder"]


def blame_the_cat(t):
    job = t.one(*MASTERS)
    t.p, t.c = t.adult(job), t.child()
    piece, broke, t.first = MASTERS[job]
    t.piece, t.broke = t.named_thing(piece), broke.replace("{c.his}", t.c.his)
    t.who, t.cat = t.one(*PIECE_FOR), t.one(*CAT_NAMES)
    t.cat_he = t.one("he", "she")
    t.cat_him = "him" if t.cat_he == "he" else "her"
    t.beat("""
        The old {p.kind} had a young helper named {c}. "Look with your eyes and not with your hands," {p} the {p.kind} always told the {c.kind}.
        Once upon a time, there was {p.a_kind} named {p}, and {p.he} had a helper, a {c.kind} called {c}, who wanted to learn everything at once.
        The {p.kind} {p} was teaching a {c.kind} named {c} from the village. {c} swept the floor, fed the cat and watched.
        Once upon a time, a {c.kind} named {c} came to learn from {p}, the old {p.kind}. There was a cat in the workshop too, and its name was {cat}.
        The old {p.kind} was called {p}, and nobody for miles around could do finer work. Every day after school a {c.kind} named {c} with quick hands came to help.
        Once upon a time, {c} was the youngest helper that {p} the {p.kind} had ever had.
    """)
    t.paragraph()
    t.beat("""
        {p} had worked for a month on a {piece} for {who}. "Do not touch it," {p} said one evening, and went out to see a neighbor.
        That winter {p} made a {piece} for {who}. It was the finest thing that {c} had ever seen. "Not even with one finger," said {p}, and went to lock the gate.
        On the table was a {piece}, made for {who}. "It must be perfect," said {p}. "Leave it where it is." Then {p} went out for a while.
        One day a {piece} was ready at last. It was for {who}. "Keep an eye on it," said {p}, "but keep your hands off." And {p} went down to the cellar.
        For {who}, {p} had made a {piece}. It had taken a long time, and everybody came to look at it. "It is not ours," {p} told {c}, "so let it be." Then {p} was called outside.
    """)
    t.beat("""
        But {c} wanted to see it from the other side. {c.He} picked it up, only for a moment. {broke}.
        {c} looked at it from the left, and {c} looked at it from the right. Then {c.he} reached out to turn it a little. {broke}.
        "I will be very careful," {c} told {c.himself}, and moved it closer to the lamp. {broke}.
        {c} only wished to hold it up to the light. But something went wrong. {broke}.
        As soon as the door was shut, {c}'s fingers began to itch. Just once, {c} had to feel how smooth it was. {broke}.
    """)
    t.feel(t.c, "afraid")
    t.paragraph()
    t.beat("""
        When {p} came back, the words jumped out by themselves. "It was the cat!" said {c}. {p} looked at {cat}, the cat, and did not say anything. Then {p} opened the door and put {cat} out.
        There were steps at the door. "Who did this?" asked {p}. {c} looked around, and there lay {cat}, the cat, fast asleep. "{cat} did it," said {c}. So {cat} was sent out into the night.
        "What happened?" cried {p}. {c} pointed at {cat}, the cat, who was washing one paw. "{cat} jumped on the table." {p} sighed, carried {cat} to the door and set {cat_him} down outside.
        {c} hid behind a shelf, but {p} called out, "Come here. Who was it?" "{cat}," said {c}, without looking up. {p} took {cat}, the cat, and put {cat_him} outside the door.
        "I was not even near it," said {c}, when {p} came in. "It was the cat. It was {cat}." The cat was asleep on a chair. {p} picked {cat_him} up and carried {cat_him} out into the yard.
    """)
    t.beat("""
        It began to rain. Through the window {c} saw {cat} on the cold step, wet and small, and {cat_he} looked right at {c.him}.
        The wind howled. A thin voice cried at the door, "Meow?" {c} tried not to hear it, and heard nothing else.
        It was a bitter night. {c} sat by the warm stove and thought of {cat}, who had done nothing at all.
        Snow was falling. {c} saw two green eyes behind the glass, and the supper stuck in {c.his} throat.
        Outside, the night was black and cold. Something scratched at the door, softly, again and again. It was {cat}.
    """)
    t.feel(t.c, "ashamed")
    t.paragraph()
    t.beat("""
        {c} jumped up, opened the door and took {cat} in {c.his} arms. "It was not the cat," {c} said. "It was me. I touched it, and then I told a lie."
        At last {c} could not bear it any more. "Please let {cat} in," said {c}, and the tears began to run. "I broke it. I was afraid to say so."
        "Put me out!" cried {c}. "{cat} did not do it. I did!" And {c.he} told {p} everything, from the beginning to the end.
        {c} went and stood before {p}. "I have to tell you two things," said {c}. "I broke it. And I let {cat} pay for it." Then {c.he} ran to bring the cat in.
        "May I say something?" asked {c}. "I said that it was {cat}. It was not. It was my fault, and I am so sorry." And {c} opened the door for the cat.
    """)
    t.beat("""
        {p} was silent for a long time. Then {p} reached up to the highest shelf and took down {first}. "This is the first thing I ever finished," said {p}. "And I spoiled three before it."
        "I know," said {p}. "{cat} never jumps on tables. I was waiting for you to say it." From a dusty box {p} took {first}. "Look. That was my first one. Everyone begins somewhere."
        {p} rubbed {p.his} forehead. "Work can be done again," said {p}. "A lie is harder to mend, and you have just mended one." Then {p} showed {c} {first}. "I made that when I was as old as you are."
        "Thank you," said {p}. "That was much harder than making one of these." And {p} got {first} out of a cupboard. "I was proud of this once. You see, I had to learn too."
        "It was hard to say that," said {p}, "and I am glad that you did." Then {p} showed {c} {first}. "I made this when I was young. I had to learn, too."
    """)
    t.feel(t.c, "proud")
    t.paragraph()
    t.beat("""
        They worked all that night and the whole next week, and {c} was allowed to help. {who} never knew, but there were four hands in that {piece}.
        The next morning they began again, together. The second {piece} was even better than the first, and a very small part of it was {c}'s work.
        "We will make another," said {p}, "and this time you will use your hands, but when I tell you to." It was ready by the end of the month, and {who} liked it very much.
        "{who} can wait a week," said {p}. "Come, hold this, and I will show you how it is done." And {c} learned more in that week than in the whole year before.
        {p} and {c} made a new {piece} together. {p} did the hard parts, {c} did the easy ones, and {who} was very happy with it.
    """)
    t.beat("""
        {cat} lay between them on the warmest cushion and had cream for supper every evening.
        And who got the best piece of fish at supper? {cat} did.
        {c} said sorry to {cat} with a whole dish of milk, and {cat} said it was all right, in the way that cats say it.
        And {cat} slept on {c}'s coat from then on, and {c} did not mind the hair at all.
        {c} never blamed {cat} again, and {cat} purred as if nothing had happened.
    """)
    ending(t, t.c, t.one(*_wise("The truth may come late, but it must come.", "It is easier to carry a broken thing than a lie.")))


SWAPS = {  # job: (why it looks easy, two mishaps of somebody else who tries it, what this one says in the end)
    "baker": ("You stand in a warm room and smell of cinnamon", "put salt in the cakes instead of sugar",
              "forgot the bread in the oven until smoke came out of the window", "get up at three in the morning"),
    "postman": ("You go for a walk and say hello to people", "was chased up a tree by the doctor's goose",
                "put the love letters into the mayor's box", "carry that bag up the hill"),
    "shepherd": ("You lie on the grass and look at clouds", "counted the sheep and fell asleep at seventeen",
                 "lost half of the sheep in the vegetable market", "find one lamb in the dark"),
    "barber": ("You talk all day and go snip, snip", "cut the mayor's hair on one side only",
               "got soap on the ceiling", "stand on two feet all day and keep a steady hand"),
    "gardener": ("You sit among flowers", "pulled up all the carrots and watered the weeds",
                 "fell into the pond with the wheelbarrow", "bend down a thousand times a day"),
    "teacher": ("You play with children", "could not answer a single question about the moon",
                "was tied to a chair with a skipping rope", "keep thirty children in one room"),
    "fisherman": ("You sit in a boat and wait", "caught two boots and a chair", "hooked a sleeve and fell into the water",
                  "row home against the wind"),
    "clockmaker": ("You look through a glass at little wheels", "took a clock apart and had eleven wheels left over",
                   "made every clock in the shop strike thirteen", "hold your breath for an hour over one tiny screw"),
    "miller": ("The wind does all your work", "turned as white as a ghost and frightened the horses", 
               "let the flour run out of a hole in the sack, all the way to the square",
               "carry those sacks up the ladder"),
    "cook": ("You just taste things", "made a soup so hot that the guests drank from the fountain", "dropped forty eggs, one after the other",
             "stir six pots with two hands"),
    "beekeeper": ("You only wait for honey", "sat down on the beehive", "ran three times around the church with bees behind", "be calm when you want to run"),
    "woodcutter": ("You have the whole quiet forest", "chopped at one tree all day, and it did not even shake", "got stuck in a bush and had to be pulled out by a donkey",
                   "swing that ax until evening"),
    "tailor": ("You sit on a table and sew", "sewed a sleeve to the tablecloth", "made trousers with three legs", "thread a needle by candlelight"),
}
BELL_GIFTS = [
    "The cook gave a dented kettle", "The farmer brought a rusty plow", "The doctor gave a brass door handle", "The teacher brought an old bell without a tongue",
    "The innkeeper gave six spoons", "The tailor brought a box of bent needles", "The miller gave a broken wheel", "The mayor gave his second-best candlestick",
    "The shepherd brought a cow bell", "A widow gave a copper pan", "The twins brought their tin soldiers", "The baker gave a cake tin with a hole",
    "The train driver brought a cracked whistle", "The musician gave a flat trumpet", "The sailor gave an anchor chain", "The old aunts gave their best tea tray",
    "The carpenter brought a bag of crooked nails", "The postman gave the horn off his wall",
]
BELL_KEEPSAKES = {  # what is given up: what is heard in the bell
    "tin whistle": "a small high note, like somebody whistling on the way home",
    "brass button": "a warm, round sound, like a button dropped into a jar",
    "silver spoon": "a clear ring, like a spoon in a teacup",
    "harness bell": "a soft jingle, like a horse trotting over the snow",
    "old door key": "a little click, like a key that turns in a lock when somebody comes home",
    "copper cup": "a low hum, like a cup set down on a wooden table",
    "brass compass": "one steady tone that never shook",
    "iron toy horse": "a quick beat, like small hooves",
    "pocket watch": "a tick before each stroke, as if it counted",
    "bicycle bell": "a merry ting, like a bicycle coming around the corner",
    "sewing thimble": "a tiny tap, like a thimble on a windowpane",
}
BELL_BREAKS = [
    "On a frosty morning", "In the great storm", "On New Year's Day", "At the mayor's wedding", "One hot noon", "On the first day of the fair",
    "In the middle of the night", "On a quiet Sunday",
]


def swapped_jobs(t):
    ja = t.one(*SWAPS)
    jb = t.one(*[j for j in SWAPS if j != ja])
    t.p = _with_job(t.adult("ferryman" if ja == "barber" else ja), ja)
    t.r = _with_job(t.adult("ferryman" if jb == "barber" else jb), jb)
    t.easy1, t.own1, t.own2, t.hard1 = SWAPS[ja]
    t.easy2, t.oth1, t.oth2, t.hard2 = SWAPS[jb]
    t.snack, t.day = t.food(), one_day(t)
    t.beat("""
        The {p.kind} {p} and the {r.kind} {r} met in the square every evening, and every evening they complained.
        Once upon a time, there was {p.a_kind} named {p}, and next door lived {r.a_kind} named {r}. They were good friends, but they quarreled about one thing.
        The old {p.kind} sat down with a groan. "Nobody works as hard as I do," said {p}. "Except me," said {r}, the {r.kind}.
        Once upon a time, {p} the {p.kind} and {r} the {r.kind} sat on a bench and rubbed their sore backs.
        The {p.kind} was called {p}, and the {r.kind} was called {r}. Each of them thought that the other had an easy life.
        Once upon a time, in a small town, the {p.kind} {p} and the {r.kind} {r} could not agree who was more tired.
    """)
    t.beat("""
        "Your work is easy," said {p}. "{easy2}." "And yours?" cried {r}. "{easy1}!"
        "{easy1}," said {r}. "That is not work." {p} turned red. "And what do you do? {easy2}."
        "Oh, to be {r.a_kind}!" said {p}. "{easy2}." {r} laughed. "I would rather be {p.a_kind}. {easy1}."
        "{easy2}," said {p}. "I could do that in my sleep." "And I could do your work with one hand," said {r}. "{easy1}."
        {r} looked at {p}. "You have it easy," {r} said. "{easy1}." "No, you have it easy," said {p}. "{easy2}."
    """)
    t.beat("""
        "Very well," they both said. "Tomorrow we will trade."
        So they shook hands. For one day, {p} would be the {r.kind}, and {r} would be the {p.kind}.
        "Then let us change places," said {r}, "for one single day." "With pleasure," said {p}.
        In the end they traded hats and keys. "Until tomorrow evening," they said.
        They both wanted to see who worked harder. "Tomorrow I will do your work," said {p}, "and you will do mine." And {r} agreed.
    """)
    t.paragraph()
    t.beat("""
        {p} began the day as the {r.kind} with a song. But before noon {p} {oth1}. After lunch, {p} {oth2}.
        "This will be fun," said {p} and went to do {r}'s work. First {p} {oth1}. Then {p} {oth2}.
        The next morning {p} started work as the {r.kind}. It went well for nine minutes. Then {p} {oth1}. A little later {p} {oth2}.
        Early the next day {p} put on {r}'s hat. By ten o'clock {p} {oth1}. By three o'clock {p} {oth2}.
        In the morning {p} set out to be the {r.kind}, and at first it looked easy. Then {p} {oth1}. Soon after that, {p} {oth2}.
    """)
    t.beat("""
        {p} sat down on the ground. "How does {r} do it?" {p} asked. Nobody knew.
        "Cheer up, there are only a few hours left," somebody said, and {p} nearly wept.
        People came out of their houses to watch. Some of them brought chairs.
        And the day was not over yet, not by a long way.
        "Never mind," said a small boy. "That was very funny. Can you do it again?"
    """)
    t.paragraph()
    t.beat("""
        And {r}? {r} {own1}. As if that was not enough, {r} {own2}.
        It was no better for {r}. First {r} {own1}. And when that was over, {r} {own2}.
        {r} had thought that it would be a holiday. But {r} {own1}, and in the afternoon {r} {own2}.
        In the meantime, {r} {own1}. "It can only get better," said {r}. It did not. An hour later {r} {own2}.
        {r} did not have a better day. In the morning {r} {own1}. In the evening {r} {own2}.
    """)
    t.feel(t.p, "tired")
    t.feel(t.r, "tired")
    t.paragraph()
    t.beat("""
        In the evening the two of them met on the bench. For a while neither of them could speak.
        When the sun went down, two very tired people limped into the square.
        At sunset they came back to the bench and sat down, slowly, like two old chairs.
        That night they looked at each other, and then they began to laugh, and they laughed until they had to hold on to the bench.
        When it was dark, the bench creaked twice, once for {p} and once for {r}. It was quiet for a long time.
    """)
    t.beat("""
        "You have to {hard2}," said {p}. "I did not know." "And you have to {hard1}," said {r}. "I will never call it easy again."
        "I could not {hard1}, not for gold," said {r}. "And I could not {hard2}," said {p}. "Here is your hat, and I take mine off to you."
        "Do you really {hard2}?" asked {p}. "Every day," said {r}. "And you {hard1}?" "Every day," said {p}. And they shook hands.
        "I know now what you do," said {p}. "You {hard2}." "And you {hard1}," said {r}. "We are both tired, and we are both right."
        "I was wrong," said {p}. "You have to {hard2}, and I could never do that." "I was wrong too," said {r}. "You have to {hard1}."
    """)
    t.beat("""
        They shared some {snack} and went to bed early, each in the right house.
        The next morning the {p.kind} was the {p.kind} again, and the {r.kind} was the {r.kind}, and the whole town was thankful.
        After that, they still complained on the bench, but each of them only about the weather.
        From then on, when they met, they did not say, "Good evening." They said, "Well done."
        And ever since, {p} has brought {r} some {snack} on hard days, and {r} has done the same for {p}.
    """)
    t.paragraph()
    t.beat("""
        Other people's work always looks light, until you have to lift it.
        The other side of the street looks smooth, until you walk on it.
        And a small boy who had watched it all wanted to be both of them when he grew up.
        "Shall we try the doctor next?" asked {p}. "No!" cried {r}, and so did the doctor.
        They never traded again, and they never again had to.
    """)


def new_bell(t):
    t.p, t.k = t.child(), t.relative("grandfather", "grandmother", "uncle", "aunt")
    t.smith = t.adult("blacksmith")
    keep = t.one(*BELL_KEEPSAKES)
    t.mine, t.sound = t.named_thing(keep), BELL_KEEPSAKES[keep]
    t.g1, t.g2, t.g3 = t.deal(BELL_GIFTS[0::3]), t.deal(BELL_GIFTS[1::3]), t.deal(BELL_GIFTS[2::3])
    t.crack, t.snack = t.one(*BELL_BREAKS), t.food()
    t.beat("""
        Once upon a time, a village had an old bell that rang for weddings and fires and supper.
        The bell in the tower was older than anyone in the village. It rang the children to school and the fishermen home from sea.
        Once upon a time, there was a village whose bell could be heard for seven miles.
        The bell of the village had a good deep voice. "Come home," it seemed to say every evening.
        Once upon a time, in a village between the hills, an old bell hung in a tower, and everyone loved its voice.
    """)
    t.beat("""
        {crack}, it cracked. After that it did not ring. It only went clank.
        {crack}, there was a terrible sound, and the bell had a crack from top to bottom.
        {crack}, the bell gave one loud cry and split. Then it was silent.
        {crack}, the bell broke. Suddenly people came late to everything, and the evenings were very still.
        {crack}, somebody pulled the rope, and the bell answered with a rattle. There was a long crack in its side.
    """)
    t.paragraph()
    t.beat("""
        "I can melt it and cast a new one," said {smith}, the blacksmith. "But there is not enough metal. Each of you must bring a piece."
        {smith} the blacksmith knocked on it and listened. "I can make you another," {smith.he} said, "but only if every house gives me something made of metal."
        The blacksmith, whose name was {smith}, lit the biggest fire of the year. "Bring me what you can spare," said {smith}, "and I will make a new bell out of it."
        "It must be melted down," said {smith}, the blacksmith, "and more metal must go in. Ask at every door."
        {smith}, the blacksmith, climbed up and shook {smith.his} head. "It is done for," {smith.he} said. "But give me metal enough, and I will cast you another."
    """)
    t.beat("""
        So they came. {g1}. {g2}. {g3}.
        {g1}. {g2}. {g3}. And so it went on until dark.
        Soon there was a long line in front of the forge. {g1}. {g2}. {g3}.
        Everyone looked in drawers and cellars. {g1}. {g2}. {g3}.
        Each one gave what there was. {g1}. {g2}. {g3}.
    """)
    t.paragraph()
    t.take(t.p, t.mine)
    t.feel(t.p, "sad")
    t.beat("""
        {p.an} {p.kind} of eight named {p} had only one thing made of metal. It was {mine.a}, and it had belonged to {p.his} {k.kind}, who had died in the winter.
        A {p.kind} named {p} stood and watched. In {p.his} hand was {mine.a}. {p.His} {k.kind} had given it to {p.him}, long ago, and now {k} was no longer there.
        Among them was a {p.kind} called {p}. {p.He} had {mine.a}. It was all that {p.he} had left of {p.his} dear {k.kind}.
        a {p.kind} named {p} from the end of the lane held {mine.a} tight. It came from {p.his} {k.kind}. "When you hold it, think of me," {k} had said.
        Last in the line was {p.a_kind} named {p} with {mine.a} in {p.his} fist. {p.His} {k.kind} had once carried it every day, and {p} had carried it ever since {k} died.
    """)
    t.beat("""
        "You do not have to give that," said {smith} kindly. {p} went home, and came back, and went home again.
        {p} thought about it all night long. "If I keep it, only I can have it," thought {p}. "If I give it, everyone will hear it."
        "Keep it," people said to {p}. "It is so small." But {p} thought of {k}, who had never once let others do all the giving.
        {p} put {mine.the} to {p.his} ear, as if it could tell {p.him} what to do. Then {p.he} walked to the forge, slowly.
        "You loved this bell, {k}," {p} whispered to {mine.the}. "What should I do?" And {p} thought that {p.he} knew the answer.
    """)
    t.paragraph()
    t.give(t.mine, t.p, t.smith)
    t.beat("""
        At last {p} held out {p.his} hand over the melting pot and opened it. For a moment the metal shone, as red as a cherry, and then it was gone.
        {p} kissed {mine.the} and gave it to {smith}. "I will put it in last of all," said {smith}.
        "Here," said {p}, and {p.his} voice was very small. {smith} took off {smith.his} cap before {smith.he} dropped {mine.the} into the fire.
        {p} closed {p.his} eyes and let {mine.the} fall into the melting pot. There was a tiny hiss. "Thank you," said {smith}, and meant it.
        {p} laid {mine.the} in the big black hand of {smith}. "That is the best piece of all," said {smith}.
    """)
    t.beat("""
        The bell had to cool for nine days. Then twelve horses pulled it up to the tower.
        They poured the metal, and they waited for a week. The new bell was as brown as a chestnut. With ropes and shouts they pulled it up.
        A week later the new bell hung in the tower, and the whole village stood below and looked up.
        {smith} worked day and night. On the tenth day the bell was ready, and forty people pulled it up into the tower.
        They poured the new bell and let it cool, and they rubbed it with sand, and at last they hung it up under the roof of the tower.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        "Who will ring it first?" asked the mayor. "{p} will," said {smith}. {p} took the rope and pulled.
        {smith} pulled the rope. The bell swung once, twice, and then it rang, and everyone held their breath.
        Everybody was silent when the new bell began to swing. Then it rang, far over the roofs and the fields.
        When everyone was there, {smith} gave {p} the rope. {p} pulled with all {p.his} weight, and the bell began to ring.
        At noon the new bell rang for the first time. The pigeons flew up, and the people stopped talking.
    """)
    t.beat("""
        It was a big golden voice. But {p} heard the {mine} in it: {sound}. "That is {k}," whispered {p}.
        "I hear my piece!" said one. "And I hear mine!" said another. And {p} heard the {mine}, right in the middle: {sound}. {p.He} smiled, with wet eyes.
        The voice was deep and warm. And inside it, if you knew how to listen, was the {mine}: {sound}. {p} knew how to listen.
        People took off their hats. It was a fine, strong voice. "Can you hear it?" {p} said softly. For deep inside was the {mine}: {sound}.
        The bell sang loud and clear. {p} listened with closed eyes and heard the {mine} in it: {sound}.
    """)
    t.beat("""
        Every evening after that, when the bell rang, {p} stood still for a moment and listened.
        And every evening since then, the bell has said good night to the whole village, and a little bit more to {p}.
        Then they all went to have {snack}, and nobody came late.
        What you give away is not always gone.
        Nothing was lost. The little thing had only moved a little higher up.
    """)
