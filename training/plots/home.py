"""Life at home: families, rainy days, broken cups, chores, bedtime and new babies."""

import re

import lexicon as words
from beats import one_day, opening
from teller import VOWELS, Thing

MEN = ("father", "grandfather", "uncle")
VESSELS = "cup jug teapot vase bowl mug pitcher".split() + ["milk jug", "sugar bowl", "honey pot", "teacup"]
GLAZES = "blue white green yellow painted striped speckled pink tall round flowered brown".split()
ROMPS = [
    "was throwing a ball against the wall", "was dancing around the room with a broom", "was riding a chair like a horse",
    "was spinning around to get dizzy", "was chasing a fly with a newspaper", "was marching up and down with a pot for a drum",
    "was jumping from the sofa to the rug", "was sliding over the floor in socks", "was fighting a dragon with a wooden spoon",
    "was flying through the room like an airplane", "was walking with both eyes shut", "was hopping on one leg",
]
NOOKS = [
    "under the bed", "in an old boot", "at the bottom of the toy chest", "behind the flour bin", "in the wood box",
    "under a loose board", "behind the stove", "in a basket of yarn", "under a heap of blankets", "inside the piano",
]
KEEPS = [
    "pencils", "buttons", "wooden spoons", "dried flowers", "seeds", "paper stars", "shells", "chalk", "walnuts", "string",
    "marbles", "feathers", "keys", "paintbrushes",
]
OUTINGS = [
    "go to the fair", "swim in the lake", "fly a kite", "climb the hill", "pick berries", "ride to the market", "camp in the garden",
    "go fishing", "build a hut in the woods", "row on the river", "play football", "look for shells on the beach",
]
DULL = [
    "They drew cows until there was no paper left.", "They played cards until the cards were soft.",
    "They built a tower of books, and it fell down.", "They counted the drops on the glass, but the drops ran together.",
    "They played hide and seek, but they knew all the hiding places.", "They made faces in the mirror until their cheeks hurt.",
    "They tried to walk on their hands, and a lamp fell over.", "They sorted the buttons by color, and that was soon done.",
    "They played at being statues, but both of them sneezed.", "They sang all the songs they knew, and then they knew no more.",
    "They rolled a ball up and down the hall until it went under the stove.", "They folded paper hats, but the hats were too small.",
    "They told each other riddles, but they had heard them all before.", "They did a puzzle, but one piece was missing.",
]
# what they find, what it becomes, what they do in it, what the grown-up is asked to be, what the grown-up does
WORLDS = [
    ("a big box", "a ship", "They sailed over the blue rug and caught three slippers with a net", "a whale",
     "lay down on the rug and blew"),
    ("the washing tub", "a boat", "They rowed with two wooden spoons to an island where the pillows grew", "a hungry shark",
     "swam around and around the tub"),
    ("the kitchen table", "a castle", "They hung a sheet over it and guarded the gate with brooms", "a dragon",
     "roared and shook a dishcloth like fire"),
    ("a row of chairs", "a train", "They stopped at Kitchen, at Stairs and at Under the Clock", "a passenger with no ticket",
     "sat down on the last chair and held a suitcase"),
    ("the old ladder", "a tall mast", "They looked out from the top for land, and for pirates", "a pirate",
     "tied a scarf over one eye and shouted"),
    ("a chair with a blanket over it", "a tent in the jungle", "They heard lions in the pantry and parrots behind the curtain", "a lion",
     "crept around the tent and growled very softly"),
    ("an empty barrel", "a rocket", "They counted down from ten and flew to the lamp, which was the moon", "a man in the moon",
     "bowed and offered them a piece of cheese"),
    ("the long bench", "a bus", "They drove to every town they could think of", "an old lady with six hens",
     "climbed in and clucked six times"),
    ("a clothes horse", "a cave", "They painted bears on old paper and hung them on the walls", "a cave bear",
     "yawned and asked what was for breakfast"),
    ("a heap of cushions", "a mountain", "They climbed it with a rope and ate their bread at the top", "a snow giant",
     "came up the other side under a white sheet"),
]
# sound, what it might be, what it is
NOISES = [
    ("scratch, scratch", "a long claw", "a branch that rubbed against the window"),
    ("drip, drip", "a wet monster", "the tap in the kitchen"),
    ("creak, creak", "a giant on the stairs", "the old gate, swinging in the wind"),
    ("tick, tick, tick", "a beetle as big as a dog", "the clock in the hall"),
    ("whoo, whoo", "a ghost", "an owl in the apple tree"),
    ("rattle, rattle", "a troll with a chain", "a loose window"),
    ("thump, thump", "a bear with heavy feet", "the shutter, which had come open"),
    ("hiss, hiss", "a great snake", "the kettle on the stove"),
    ("rustle, rustle", "a robber in the leaves", "a hedgehog looking for its supper"),
    ("grr, grr", "a tiger", "the cat, who was snoring"),
    ("squeak, squeak", "a witch on a rusty bicycle", "a mouse with a crust of bread"),
    ("flap, flap", "a bat with huge wings", "a shirt on the clothes line"),
    ("pit, pat, pit, pat", "a hundred little goblins", "the rain on the roof"),
    ("clink, clink", "a knight in armor", "the milk bottles by the door"),
]
SHADOWS = [
    ("a tall man with no head", "a coat on a hook"), ("a wolf with pointed ears", "a chair with a sweater on it"),
    ("a dragon", "the plant on the windowsill"), ("a crooked old man", "the broom and a hat"),
    ("a gorilla", "a heap of clean washing"), ("a giant spider", "an umbrella that was hung up to dry"),
    ("a crocodile", "the long blue pillow"), ("an ogre", "a bag of old toys"), ("a white lady", "the curtain"),
    ("a huge bird", "a kite on the wall"),
]
# what a child can show at a window: doing, with the thing
SHOWS = [
    "a snail on a leaf", "a very tall paper hat", "a picture of a green horse", "a dance with a broom", "a puppet made from a sock",
    "a boat made from a nutshell", "a pumpkin with a face", "five somersaults", "a beard made of wool", "a crown of daisies",
    "a caterpillar in a jar", "a little man made of clay", "a trick with three apples", "a frog in a bucket", "a kite with a long tail",
    "a march with a pan and a ladle", "a bird made of folded paper", "a string of paper dolls", "a mustache made of straw",
]
SOUPS = ["soup", "pea soup", "carrot soup", "porridge", "rice pudding", "stew", "noodles", "dumplings", "barley broth", "stewed pears"]
HOUSES = [
    "a little house near the forest", "a cottage at the edge of the woods", "a house with a green gate", "a stone cottage near a mill",
    "a small village by the sea", "a quiet valley between two mountains", "a village with one shop", "a farm with a red barn",
    "a house beside a railway line", "a town with an old clock tower", "a house under three tall poplars", "a street near the harbor",
]


def _elder(t, p, *kinds):
    """A relative who is not called he where `p` is he, nor she where `p` is she."""
    kinds = kinds or ("mother", "father", "grandmother", "grandfather", "aunt", "uncle")
    return t.relative(*[k for k in kinds if (k in MEN) != (p.he == "he")])


def _pair(t):
    """A girl and a boy, in either order."""
    return (t.girl(), t.boy()) if t.chance(0.5) else (t.boy(), t.girl())


def _close(t, p, moral):
    """Ends a story that never left home."""
    t._p, t._moral = p, moral
    t.beat("""
        {_moral} That night, {_p} fell asleep with a smile.
        {_moral} The end.
        {_moral}
        {_moral} And {_p} was [happy|glad|content].
        {_moral} Soon the house was quiet, and {_p} slept well.
        {_moral} And there was laughter in the house until bedtime.
    """)


def broken_cup(t):
    t.p = t.child()
    t.g, t.pet = _elder(t, t.p), t.animal("cat", "dog", "kitten", "puppy")
    t.cup, t.romp, t.nook, t.keeps, t.day = t.named_thing(t.one(*VESSELS), t.one(*GLAZES)), t.one(*ROMPS), t.one(*NOOKS), t.one(*KEEPS), one_day(t)
    t.origin = t.one(f"{t.g.his} own mother", "a friend across the sea", "a fair long ago", f"the house where {t.g.he} was born", "a far country")
    t.take(t.g, t.cup)
    if t.chance(0.6):
        opening(t, t.p)
    else:
        t.beat("""
            {p} lived with {p.his} {g.kind} and a {pet.kind} named {pet}.
            This is what happened to {p.an} {p.kind} named {p} in {p.his} {g.kind}'s kitchen.
            {p} was staying with {p.his} {g.kind} for the [summer|winter|week].
            Every house has one thing that no child may touch. {p} knew very well what it was.
            {p} and {p.his} {g.kind} lived in a small house with a {pet.kind} named {pet}.
        """)
    t.beat("""
        {g} had {cup.a} that had come from {origin}. It stood on the top shelf, and nobody else was allowed to touch it.
        On the kitchen shelf stood {cup.a}. It had come from {origin}, and {g} loved it dearly.
        {g} owned one fine thing, {cup.a} from {origin}. It stood high on a shelf, where it was safe.
        The best thing in the house was {cup.a} that belonged to {g}. It had come from {origin}, and it had its own place on the shelf.
        "Be careful with {cup.the}," {g} always said. It had come from {origin}, and it stood on a high shelf.
        {g} drank from tin and ate from wood, but on the shelf stood {cup.a} from {origin}, and that was {g.his} treasure.
    """)
    t.paragraph()
    t.beat("""
        {day}, while {g} was out in the yard, {p} {romp}. {p.He} bumped into the shelf. Crash!
        {day}, {p} {romp}. {p.He} did not look where {p.he} was going, and {p.his} elbow hit the shelf. Crash!
        {day}, {g} went out to [fetch wood|hang up the washing|feed the hens]. Inside, {p} {romp}. The shelf shook. Crash!
        {day}, {p} was alone in the house. {p.He} {romp}, faster and faster, until {p.he} ran right into the shelf. Crash!
        It happened like this. {p} {romp}, and {p.he} forgot all about the shelf. There was a bump, and then a crash.
    """)
    t.feel(t.p, "afraid")
    t.beat("""
        {cup.The} lay on the floor in [four|five|six] pieces.
        There on the floor lay {cup.the}, and it was broken.
        {p} looked down. {cup.The} was in pieces.
        Bits of {cup.the} rolled across the floor, and then it was very quiet.
        And that was the end of {cup.the}. It was broken into [three|five|seven] pieces.
    """)
    t.beat("""
        {p} heard steps. Quickly {p.he} picked up the pieces and hid them {nook}.
        "Oh no," {p} whispered. {p.He} swept up the pieces and hid them {nook}.
        {p}'s heart beat hard. {p.He} gathered every piece and hid them all {nook}.
        There was no time to think. {p} took the pieces in {p.his} shirt and put them {nook}.
        What would {g} say? {p} did not want to know. {p.He} hid the pieces {nook}.
    """)
    t.paragraph()
    t.beat("""
        {g} came in and looked at the empty place on the shelf. "Where is {cup.the}?" {g.he} asked.
        Before long, {g} looked up at the shelf and stopped. "{cup.The} is gone! Where is it?" {g.he} said.
        It did not take {g} long to see the empty shelf. "Who has touched {cup.the}?" {g.he} asked.
        {g} opened the door, and the first thing {g.he} saw was the bare shelf. "What became of {cup.the}?" {g.he} asked.
        When {g} came inside, {g.he} saw the empty shelf at once. "Where has {cup.the} gone?" {g.he} asked.
    """)
    t.beat("""
        {p} looked at the floor and said nothing. "Then it was {pet} the {pet.kind}," said {g}. "Bad {pet.kind}! Out you go!" And {g.he} shut the door behind {pet}.
        {p} only shrugged. "It must have been {pet} the {pet.kind}," said {g}, and {g.he} sent {pet} out into the yard without any supper.
        {p} did not answer. At that moment {pet} the {pet.kind} came around the corner. "So it was you!" said {g}, and {g.he} shut {pet} out of the house.
        "I do not know," said {p}, and {p.his} ears grew hot. "Then {pet} the {pet.kind} did it," said {g}. "And whoever breaks things must stay outside." And out went {pet}.
        There was no answer from {p}. "Then {pet} the {pet.kind} has done it," said {g}, and {g.he} put {pet} out into the yard.
    """)
    t.paragraph()
    t.feel(t.p, "ashamed")
    t.beat("""
        {p} sat down at the table, but {p.he} could not eat. Outside the door, {pet} cried softly.
        Through the window {p} saw two sad eyes. {pet} did not understand what was wrong.
        {p} heard {pet} scratch at the door. It was only a small sound, but it hurt.
        In bed, {p} turned this way and that. {pet} was out there alone, and {pet} had done nothing.
        {pet} sat in the yard and looked at the lighted window. {p}'s soup had no taste at all.
    """)
    t.beat("""
        At last {p.he} got up. "It was not {pet}," {p} said. "It was me." And {p.he} brought the pieces and put them in front of {g}.
        {p} could not bear it. {p.He} fetched the pieces and laid them on the table. "I did it," {p.he} said. "{pet} was not even there."
        {p} went and got the pieces, one by one. "I broke it, and then I hid it," {p.he} told {g}, and {p.his} voice shook.
        "Wait!" said {p}. {p.He} ran to where the pieces were and carried them to {g}. "Please let {pet} in. I broke {cup.the}. I am so sorry."
        So {p} took a deep breath and told {g} everything, and {p.he} showed {g.him} the broken pieces.
    """)
    t.paragraph()
    t.beat("""
        {g} was quiet for a while. "I am sad about {cup.the}," {g.he} said. "But I am glad that you told me." Then {g.he} opened the door for {pet}.
        {g} looked at the pieces and then at {p}. "That was hard to say," {g.he} said. "Thank you. Now there is somebody else who needs to hear that you are sorry." {p} let {pet} in and gave {pet} a long hug.
        "A {cup.noun} is only a {cup.noun}," said {g}. "But the truth is worth a great deal." And the two of them went out to bring {pet} in.
        {g} sighed. Then {g.he} took {p}'s hand. "Once I broke a lamp and said it was the wind," {g.he} said. They opened the door together, and {pet} ran in.
        "Both of us were wrong today," said {g}. "You hid the truth, and I blamed poor {pet}." They called {pet} in and let {pet} lie by the stove.
    """)
    t.beat("""
        The next day, they glued the pieces together. {cup.The} would never hold water again, but it was just right for {keeps}.
        Then they sat down with a pot of glue and put {cup.the} together again. It had thin lines all over, and it leaked, so {g} kept {keeps} in it.
        {g} got out the glue, and {p} held the pieces. When it was dry, {cup.the} went back on the shelf, full of {keeps}.
        Piece by piece they mended it. "It cannot hold milk now," said {p}. "It can hold {keeps}," said {g}, and so it did.
        Together they glued {cup.the}, one piece after another. It still leaked a little, so {g} filled it with {keeps}.
    """)
    t.feel(t.p, "happy")
    t.paragraph()
    _close(t, t.p, t.one(
        f"Every time {t.p} saw the cracks, {t.p.he} was glad that {t.p.he} had told the truth.",
        f"And {t.pet} got the biggest supper of all.",
        f"From then on, {t.pet} slept on {t.p}'s bed.",
        "A broken thing can be mended, and so can a lie, if you are brave enough.",
        f"After that, {t.p} played outside when {t.p.he} felt wild.",
    ))


def rainy_day(t):
    t.p, t.f = _pair(t)
    t.g = t.relative("mother", "father", "grandmother", "grandfather")
    t.outing, t.found, t.snack = t.one(*OUTINGS), t.deal(WORLDS), t.food()
    t.what, t.becomes, t.voyage, t.role, t.acts = t.found
    t.the_what = re.sub("^(an?|two) ", "the ", t.what)
    t.dull, t.dull2, t.sib = t.deal(DULL[0::2]), t.deal(DULL[1::2]), "sister" if t.f.he == "she" else "brother"
    t.beat("""
        Once upon a time, there were a brother and sister named {p} and {f}. For a week they had been looking forward to one thing. They were going to {outing}.
        Once upon a time, {p} and {p.his} {sib} {f} wanted to {outing}. They had talked of nothing else for days.
        Once upon a time, {p} and {f} packed their bags the night before, because in the morning they were going to {outing}. They were brother and sister.
        "Today is the day!" said {p}. {p.He} and {p.his} {sib} {f} were going to {outing}.
        It was Saturday, and {p} and {p.his} {sib} {f} had a plan. They were going to {outing}.
        {p} woke up early and shook {p.his} {sib} {f}. "Get up!" {p.he} said. "We are going to {outing}!"
        All week long, {p} and {f}, who were brother and sister, had waited for Sunday. On Sunday they would {outing}.
    """)
    t.beat("""
        But the rain ran down the windows, and it did not stop.
        But outside it rained as if somebody had tipped over the sea.
        But when they looked out, there was rain, rain, nothing but rain.
        But the sky was as gray as a [pot|mouse|stone], and the rain drummed on the roof.
        But the yard was one big puddle, and more rain was falling into it.
    """)
    t.paragraph()
    for p in (t.p, t.f):
        t.feel(p, "sad")
    t.beat("""
        "It will stop soon," said {g}. It did not stop. {dull} {dull2}
        They had to stay indoors. {dull} {dull2}
        "What shall we do?" asked {f}. {dull} {dull2} "What shall we do now?" asked {p}.
        At first they tried to be cheerful. {dull} {dull2}
        {dull} {dull2} And still it was not even noon.
    """)
    t.beat("""
        "I hate rain," said {p}. "I hate it more," said {f}.
        {p} sighed. {f} sighed louder. Soon they were quarreling about who had sighed first.
        {f} kicked the table leg, and {p} said that {f} was kicking too loudly.
        "This is the longest day in the world," said {f}, and {p} put {p.his} nose against the cold glass.
        {p} lay on the floor. "I am so bored that my feet are asleep," {p.he} said.
    """)
    t.paragraph()
    t.beat("""
        Then {f} stopped. {f.He} was looking at {what}. "Do you see what I see?" {f.he} asked. {p} looked. "It is {becomes}," {p.he} said slowly.
        {p} turned around and saw {what}. {p.He} put {p.his} head on one side. "From here it looks like {becomes}," {p.he} said. {f} jumped up.
        "You could use {what} for something," said {g} from the next room. {p} and {f} looked at each other. "For {becomes}!" they both shouted.
        {p} bumped into {what}. "Ow!" {p.he} said. "Careful," said {f}. "You have bumped into {becomes}." And all at once it was true.
        In the corner was {what}. It had been there all morning, but only now did {f} see that it was {becomes}. {f.He} told {p} at once.
    """)
    t.beat("""
        {voyage}. The rain beat on the roof, and it was just the right noise.
        There was so much to do! {voyage}.
        {p} was the leader, and then it was {f}'s turn. {voyage}.
        {voyage}. "Hold on tight!" shouted {f}, and {p} held on.
        Nobody was bored any more. {voyage}.
    """)
    t.paragraph()
    for p in (t.p, t.f):
        t.feel(p, "happy")
    t.beat("""
        {g} came in with a basket of washing. "What is going on here?" {g.he} asked. "You have to be {role}," said {f}. So {g} {acts}.
        The door opened, and there stood {g}. "Quick!" cried {p}. "We need {role}!" {g} put down {g.his} cup and {acts}.
        "May I play too?" asked {g}. "Only if you are {role}," said {p}. {g} thought for a moment. Then {g.he} {acts}.
        Only one thing was missing. "{g}!" they called. "Will you be {role}?" {g} said that {g.he} was much too busy. Then {g.he} {acts}.
        {g} looked in to see what they were doing. "We still need {role}," said {p}. {g} laughed, and then {g.he} {acts}.
    """)
    t.beat("""
        They laughed until they had to sit down. Then they all had {snack}, right where they were.
        It was so funny that {p} got the hiccups. Afterward {g} brought {snack} for everyone.
        {f} screamed with joy. When they were all out of breath, they had {snack}.
        After such an adventure, everyone was hungry, and {g} brought some {snack}.
        {p}, {f} and {g} laughed so much that they had to rest. Then they all had {snack}.
    """)
    t.paragraph()
    t.beat("""
        It was {p} who noticed it first. "Listen," {p.he} said. The rain had stopped. The sun was shining on the wet grass. "Do you want to {outing} now?" asked {g}.
        Late in the day the clouds broke, and the sun came out. "Now you can {outing}," said {g}.
        Suddenly the room was bright. "Look, no more rain!" said {g}. "There is still time to {outing}."
        {g} looked out of the window. "It has stopped," {g.he} said. "You could {outing} after all."
        Then {g} opened the window, and not one drop was falling. "The sun is out," {g.he} said. "You can still {outing} today."
    """)
    t.beat("""
        {p} looked at {f}. {f} looked at {p}. "Tomorrow," they said. "We are not home yet."
        "Not now!" said {f}. "We are in the middle of something." And {p} pulled {f.him} back in.
        "Can it not rain a little longer?" asked {p}, and {f} nodded.
        But nobody answered, because {p} and {f} were far, far away.
        "We will do that tomorrow," said {p}. "Today we are busy," said {f}. And they went right on playing.
    """)
    _close(t, t.p, t.one(
        f"After that, {t.p} and {t.f} did not mind a little rain.",
        f"And from then on, {t.the_what} always had a place in the corner, ready for the next wet day.",
        "The best games are the ones you make yourself.",
        "Rain can keep you in the house, but it cannot keep you from going places.",
        f"{t.p} and {t.f} went to bed late, and they were still talking about it.",
    ))


def window_visits(t):
    t.p = t.child()
    t.g = _elder(t, t.p, "grandmother", "grandfather")
    t.ill = t.one("a bad cough", "a fever", "the flu", "a sore throat and a fever", "a cold that would not go away", "a cough that shook the bed")
    t.a, t.b, t.c = t.deal(SHOWS[0::3]), t.deal(SHOWS[1::3]), t.deal(SHOWS[2::3])
    t.habit = t.one("play checkers", "read a story", "feed the birds", "bake something", "go for a walk", "sing together", "water the beans", "carve little animals")
    t.soup, t.hat = t.one(*SOUPS), t.one(*[c for c in words.COLORS if c[0] not in VOWELS])
    if t.chance(0.6):
        opening(t, t.p, t.one(*HOUSES))
        t.beat("""
            Every afternoon {p.he} went to see {p.his} {g.kind}, and the two of them would {habit}.
            {p.His} {g.kind} lived next door, and every day they would {habit}.
            {p.He} loved {p.his} {g.kind} very much. After lunch they would always {habit}.
            There was nobody {p.he} liked better than {p.his} {g.kind}. They would meet every day and {habit}.
            After school, {p.he} always ran to {p.his} {g.kind}, and together they would {habit}.
        """)
    else:
        t.beat("""
            {p} ran across the garden to {g}'s house, as {p.he} did every day. It was the hour when they would {habit}.
            Every day after school, {p} and {p.his} {g.kind} would {habit}.
            {p} and {p.his} {g.kind} lived in two small houses, side by side. Each afternoon they would {habit}.
            "It is three o'clock," said {p}. At three o'clock, {p.he} and {p.his} {g.kind} would always {habit}.
            {p}'s {g.kind} lived just across the garden. Every afternoon, the two of them would {habit}.
        """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.feel(t.g, "tired")
    t.beat("""
        But one Sunday, {g} was ill with {ill}. "You must not go in this week, or you will catch it," said the doctor.
        Then {g} got {ill}. The doctor came with a black bag. "Nobody may go in until Saturday," the doctor said.
        But one day the door was shut. {g} had {ill}. "You cannot go near {g.him} for a week," said {p}'s mother.
        But one [winter|spring|autumn] day, {g} did not get up. {g.He} was ill with {ill}, and no visitors were allowed for a week.
        But then {g} fell ill with {ill}. The doctor said that nobody could visit for a whole week.
    """)
    t.beat("""
        "A week!" said {p}. {p.He} had never gone a week without {g}.
        {p} stood in the garden. "{g.He} will be so lonely," {p.he} thought.
        {p} felt [sad|worried]. What could {p.he} do for {g} from so far away?
        {p} lay awake and thought. The door was shut, but what about the window?
        {p} walked around the house two times. Then {p.he} stopped. A window is not a door, and nobody had said a word about windows.
    """)
    t.paragraph()
    t.beat("""
        On Monday, {p} knocked on the window glass. {g} turned {g.his} head on the pillow. Outside, {p} showed {g.him} {a}. {g} smiled a very small smile.
        On Monday, {p} stood on a box outside {g}'s window and showed {g.him} {a}. {g} lay in bed, as white as the sheet, but {g.he} smiled.
        On Monday there was a tap at {g}'s window. {g} opened one eye. There was {p}, who had come to show {g.him} {a}. The corners of {g}'s mouth went up, just a little.
        So on Monday, {p} climbed on a bucket and looked in at {g}'s window. Through the glass {p.he} showed {a}. {g} lifted one finger and waved it.
        Early on Monday, {p} came through the garden to {g}'s window. "Look!" {p.he} called, and {p.he} showed {g.him} {a}. {g} was too weak to laugh, but {g.he} smiled.
    """)
    t.beat("""
        On Tuesday it was {b}. {g} laughed, and then {g.he} coughed, and then {g.he} laughed again.
        On Tuesday {p} came back and showed {g.him} {b}, and {g} lifted {g.his} head to see better.
        On Tuesday {p} showed {g.him} {b}. This time {g} waved with the whole hand.
        On Tuesday {p} had {b} ready. {g} clapped, but so softly that {p} could only see it.
        When Tuesday came, {p} was there again and showed {g.him} {b}. {g} laughed a little, and {g.his} eyes were bright.
    """)
    t.beat("""
        On Wednesday it rained. {p} came all the same and showed {g.him} {c}, and {g} sat up in bed.
        On Wednesday the show was {c}, and {g} sat up and asked for {soup}.
        On Wednesday {p} showed {g.him} {c}. {g} sat up against the pillows and held {g.his} sides from laughing.
        On Wednesday it was {c}, and that was the best of all. {g} sat right up and ate a whole bowl of {soup}.
        On Wednesday {g} was already waiting. {p} showed {g.him} {c}, and {g} sat up and laughed out loud.
    """)
    t.paragraph()
    t.feel(t.g, "happy")
    t.beat("""
        On Saturday the window opened. "Come in by the door, you silly goose," said {g}. "I am well." {p} ran so fast that {p.he} lost a shoe.
        On Saturday {p} came to the window, but the bed was empty. For a moment {p.he} was frightened. Then two arms came around {p.him} from behind. It was {g}, in a coat and slippers.
        And on Saturday, {g} was standing at the door. "The doctor's medicine was good," {g.he} said, "but yours was better." {p} hugged {g.him} tight.
        By Saturday {g} was well again. {g.He} opened the door wide, and {p} flew into {g.his} arms. "Without you, that would have been a very long week," said {g}.
        When Saturday came, {p} did not need the window. {g} stood in the open door and was well again, and {p} ran up and hugged {g.him}.
    """)
    t.feel(t.p, "happy")
    if t.chance(0.65):
        t.paragraph()
        t.beat("""
            The week after that, {p} woke up with a red nose and a cough. {p.He} had to stay in bed, and it was very dull.
            But two weeks later, it was {p} who was ill. {p.He} lay in bed and looked at the wall.
            Not long after, {p} caught a cold. "You must stay in bed," said {p.his} mother, and she closed the door.
            The next month, {p} had a bad cold, and now it was {p.his} turn to stay in bed.
            Some time later, {p} was the one who was ill. {p.He} had to lie in bed all day, and the hours were long.
        """)
        t.beat("""
            Then there was a tap at the window. There stood {g} in a tall {hat} hat, with a puppet on each hand.
            Then came a knock on the glass. {p} looked up. It was {g}, and {g.he} was doing a dance in {hat} socks.
            Tap, tap, tap! {p} turned around. Outside the window was {g}, with {g.his} nose flat against the glass and a {hat} flower behind each ear.
            But at three o'clock a {hat} balloon rose up outside the window, and under it came the face of {g}.
            At three o'clock, {p} heard a knock at the window. {g} stood outside in a {hat} hat and made a funny face.
        """)
        t.beat("""
            {p} laughed out loud. "Tomorrow it will be something new," said {g} through the glass.
            How {p} laughed! The cold seemed only half as bad.
            {p} laughed until {p.his} belly hurt. After that, {p.he} felt much better.
            And {p} began to laugh, and soon {g} was laughing too.
            {p} laughed so hard that {p.he} forgot all about being ill.
        """)
    _close(t, t.p, t.one(
        "Love can go through a shut door, and even more easily through a window.",
        f"\"Now we can {t.habit} again,\" said {t.g}, and soon they did.",
        "A good laugh is half of getting well.",
        f"After that, {t.p} and {t.g} had a knock of their own, two short and one long.",
    ))


def noises_in_the_night(t):
    t.p = t.child()
    t.g = _elder(t, t.p, "mother", "father", "grandmother", "grandfather")
    (t.s1, t.m1, t.w1), (t.s2, t.m2, t.w2), (t.sh, t.sw) = t.deal(NOISES[0::2]), t.deal(NOISES[1::2]), t.deal(SHADOWS)
    t.light = t.one("a lamp", "a candle", "a lantern", "a flashlight", "a small oil lamp")
    t.that, t.foe = "the " + t.sh.split(" ", 1)[1], "the " + t.m1.split(" ", 1)[1]
    t.lit = "the " + t.light.split(" ", 1)[1]
    if t.chance(0.55):
        opening(t, t.p)
        t.beat("""
            By day {p} was afraid of nothing. But at night it was different.
            There was only one thing that {p} did not like, and that was the dark.
            All day {p.he} was as bold as a lion. But when the light went out, {p} pulled the blanket up to {p.his} nose.
            {p} liked everything about the day, and nothing about the night.
            {p} was brave all day long. But when night came, {p.he} was not so brave.
        """)
    else:
        t.beat("""
            {g} turned off the light, and the room was dark. {p} held the blanket tight.
            {p} lay in bed with {p.his} eyes wide open. It was dark, and {p.he} did not like the dark.
            "Good night," said {g}, and the door closed. {p} was alone with the dark.
            At night, {p} thought, a house is not the same house. Everything in it begins to move.
            It was bedtime. {g} had put out the light, and {p} lay very still in the dark.
        """)
    t.paragraph()
    t.feel(t.p, "afraid")
    t.beat("""
        Then {p} heard a noise. It went {s1}. "That is {m1}," thought {p}, and {p.he} did not dare to breathe.
        That night there was a sound. It went {s1}. It could only be {m1}!
        It was a windy night, and something outside the room went {s1}. {p} was sure that it was {m1}.
        Then {p.he} heard it. It went {s1}, and then again, {s1}. "{m1}," {p} whispered.
        All at once, something went {s1}. {p} did not move. "I think that is {m1}," {p.he} thought.
    """)
    t.beat("""
        And then came another. It went {s2}. "And that is {m2}!" {p.he} thought.
        Then something else went {s2}, and that was even worse. That must be {m2}.
        A moment later came a new sound. It went {s2}. Was it {m2}?
        Then, from somewhere else, came another noise. It went {s2}. "And now {m2} as well," thought {p}.
        But that was not all. Next something went {s2}, and {p} thought that it was {m2}.
    """)
    t.beat("""
        In the corner stood {sh}. {p} gave a scream. "{g}!"
        And there, by the wall, {p} saw {sh}! "Help!" cried {p}.
        {p} opened one eye. Near the door stood {sh}. "{g}! {g}!" {p} shouted.
        Worst of all, {sh} was standing at the end of the bed. {p} called for {g} as loudly as {p.he} could.
        Then {p} looked across the room and saw {sh}. "{g}, come quickly!" {p.he} cried.
    """)
    t.paragraph()
    t.beat("""
        {g} came with {light}. {p} told {g.him} everything. "Well," said {g}, "let us go and meet them."
        {g} came in and sat on the bed. "Do you know what I do when I am afraid?" {g.he} asked. "I go and look." And {g.he} held up {light}.
        At once {g} was there, with {light} in {g.his} hand. "So many visitors!" {g.he} said when {p} had told {g.him}. "Shall we see who they are?"
        {g} listened to it all and did not laugh. "A thing that you have looked at is never as big as before," {g.he} said. {g.He} fetched {light} and held out {g.his} hand.
        {g} came running with {light}, and {p} told {g.him} about everything. "Come," said {g}, "we will look together."
    """)
    t.beat("""
        {p} took {g.his} hand. First they looked closely at {that}. It was only {sw}.
        {g} held {lit} high. Where was {that}? There was nothing there but {sw}.
        The light fell on {that}. "But that is {sw}!" said {p}.
        Step by step they went up to {that}. {p} put out one finger and touched it. It was {sw}.
        First {g} let the light fall on {that}, and {p} saw that it was only {sw}.
    """)
    t.beat("""
        Then they followed the first noise. There was no sign of {foe}. It was only {w1}.
        "Now for the noise," said {g}. They listened, and they searched, and they found {w1}. That was all.
        Then they went to look for {foe}, and what they found was {w1}.
        Hand in hand they went on. What was it that went {s1}? It was {w1}.
        After that, they looked for the thing that went {s1}. It was not {foe} at all. It was {w1}.
    """)
    t.beat("""
        And the other noise? That was {w2}.
        "And what is this?" said {g}. It was {w2}. {p} had to laugh.
        This time {p} went first. "It is {w2}!" {p.he} called.
        Last of all they came to the thing that went {s2}. {p} looked first. "{w2}!" {p.he} said.
        They looked for the second noise too, and it was only {w2}.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        {p} got back into bed. The room was as dark as before, but it was not strange any more.
        Back in bed, {p} listened again. Now that {p.he} knew all the sounds, they were almost like a song.
        "The dark is only the day with its eyes shut," said {g}, and {g.he} kissed {p} good night.
        {g} tucked {p.him} in. "Nothing is here at night that is not here by day," {g.he} said.
        Soon {p} was warm in bed again. "Now I know them all," {p.he} said to {g}, and {p.he} was not afraid any more.
    """)
    t.beat("""
        The next night, it all began again, and {p} smiled. "Good night, all of you," {p.he} said.
        The next night, something went {s1}. "I know you," said {p}, and {p.he} turned over.
        The night after that, {p} heard a sound that {p.he} did not know. {p.He} took {lit} and went to look all by {p.himself}. It was {g}, eating cake in the kitchen.
        And when {p.his} little cousin came to stay and was afraid of the dark, {p} took {lit} and said, "Come, let us go and meet them."
        "Good night, {s1}," said {p}. "Good night, {s2}." And {p.he} was asleep before {g} had reached the door.
    """)
    _close(t, t.p, t.one(
        "What frightens us is often small when we hold a light to it.",
        f"From then on, {t.p} and the dark were friends.",
        "It takes a little courage to look, and then it takes none at all.",
        f"{t.p} was never so afraid of the dark again.",
    ))


# what a child may do to be noticed
PRANKS = [
    "put a bucket on {his} head and walked into the door", "wore {his} coat backward to breakfast", "hopped all around the house on one foot",
    "painted a blue nose on {his} face", "sang the same song eleven times", "stood on {his} head by the stove", "ate {his} soup under the table",
    "wore two hats and a teapot cozy", "climbed up on the kitchen chair and crowed like a rooster", "drew a picture of the whole family, with wings",
    "learned to whistle through {his} fingers", "built a tower of pots as high as the window",
]
BUSY = [
    "the baby is asleep", "the baby is hungry", "the baby needs a bath", "the baby has a wet diaper", "I must rock the cradle",
    "I must wash the baby's shirts", "the baby has the hiccups", "I have been up all night",
]
RUNAWAY = [
    "the shed", "the space under the stairs", "the treehouse", "the attic", "the henhouse", "the wash house", "the big wardrobe",
    "the tent behind the house", "the loft of the barn", "the old cart in the yard",
]
SOOTHERS = [
    "quacked like a duck", "mooed like a cow", "puffed up both cheeks and let them pop", "wiggled both ears", "sneezed on purpose, very loudly",
    "sang the song about the frog and the spoon", "made a sock talk", "danced with a pillow", "barked like a very small dog",
    "played two spoons like a drum", "hid behind a towel and jumped out again", "hummed like a bee, lower and lower",
]


def new_baby(t):
    t.p = t.child()
    t.b = t.boy() if t.p.he == "she" else t.girl()
    t.g = t.relative("mother", "father")
    t.o = t.relative("grandmother", "grandfather", "aunt", "uncle")
    t.sib = "sister" if t.b.he == "she" else "brother"
    t.prank, t.prank2 = t.deal(PRANKS[0::2]).format(his=t.p.his), t.deal(PRANKS[1::2]).format(his=t.p.his)
    t.busy, t.busy2, t.shed, t.trick = t.deal(BUSY[0::2]), t.deal(BUSY[1::2]), t.one(*RUNAWAY), t.one(*SOOTHERS)
    t.pack = t.one("a blanket, a pear and a pencil", "a pillow and half a loaf of bread", "a lamp and a bag of nuts", "two books and a boiled egg",
                   "a cup, a spoon and a wooden horse", "a warm scarf and three apples", "a pillow, a rope and some cheese")
    if t.chance(0.6):
        opening(t, t.p)
        t.beat("""
            {p.He} had {g} all to {p.himself}, and that was how {p.he} liked it. Then a baby came.
            In the evening, {g} always read to {p.him}, and {p.he} was the only child in the house. Then a baby came.
            For a long time {p.he} was the only child in the house, and everyone had time for {p.him}. Then a baby came.
            {p.He} was the only child in the family, until one [night in spring|morning in May|snowy night].
            {p.He} had no brothers and no sisters, and {g} had all the time in the world for {p.him}. Then a baby came.
        """)
    else:
        t.beat("""
            Everything was fine in {p}'s house until the baby came.
            "You have a new {sib}," said {g}. {p} did not know what to say.
            {p} had asked for a [puppy|bicycle|kite]. What {p.he} got was a {sib}.
            One morning there was a cradle in the kitchen, and there was something in it.
            {p} had always been the only child. Then, one day, there was a new baby {sib} in the house.
        """)
    t.paragraph()
    t.beat("""
        The baby's name was {b}. {b.He} was small and red, and when {b.he} cried, the windows shook.
        The new baby was called {b}. {b} had no hair and no teeth, and all day long {b.he} slept, or drank, or cried.
        The baby was named {b}. {p} looked at {b.him}. {b.He} could not play ball. {b.He} could not even sit.
        They called the baby {b}. People came from all around to look at {b.him}, and they walked right past {p}.
        {b} was the baby's name. {b.He} had tiny hands and a loud voice, and {b.he} cried very often.
    """)
    t.beat("""
        "Will you read to me?" asked {p}. "Not now," said {g}, "{busy}." "Will you play with me?" "Not now, {busy2}."
        Whenever {p} wanted something, {g} whispered, "Not now, {busy}." Or else {g.he} said, "Later, {busy2}."
        "Come and look at my [castle|drawing|snail]," said {p}. "Shh," said {g}, "{busy}." After lunch {p} asked again. "Soon," said {g}, "but {busy2}."
        In the morning it was, "Not now, {busy}." In the evening it was, "Not now, {busy2}." {p} was tired of waiting.
        {p} asked {g} for a story. "Not now, {busy}," said {g}. The next day, {p} asked again. "Not now, {busy2}," said {g}.
    """)
    t.paragraph()
    t.feel(t.p, "jealous")
    t.beat("""
        So {p} {prank}. Nobody took any notice. Then {p.he} {prank2}. "Shh!" said everyone.
        {p} wanted somebody to look. First {p.he} {prank}. Next {p.he} {prank2}. {g} only yawned.
        On Monday {p} {prank}. On Tuesday {p.he} {prank2}. It was no use. They all looked at {b}.
        To be seen at last, {p} {prank}. After that, {p.he} {prank2}. "How sweet," said {o}, but {o} was talking about {b}.
        First {p} {prank}. Then {p.he} {prank2}. But {g} only looked at {b}, and so did {o}.
    """)
    t.beat("""
        "I am moving out," said {p}. {p.He} took {pack} and went to live in {shed}.
        That was enough. {p} packed {pack}, and {p.he} moved into {shed}.
        "Nobody needs me here," thought {p}. So {p.he} carried {pack} to {shed} and sat down there alone.
        {p} wrote "Good-bye" on a piece of paper. Then {p.he} took {pack} and moved to {shed}.
        "I will live alone," said {p}, and {p.he} took {pack} and moved to {shed}.
    """)
    t.paragraph()
    t.beat("""
        Soon there was a cry from the kitchen, and it grew louder and louder. {g} rocked {b}, but {b} went on crying.
        It was quiet there, but not for long. In the house, {b} began to scream. {g} walked up and down with {b.him}, and it did not help.
        {p} had just sat down when {b} started to cry. {p.He} could hear it very well. {g} sang, but {b} only cried louder.
        Then came a howl. It was {b}. {g} tried milk, and {g} tried a dry diaper. {b} howled on.
        Before long, {b} woke up and began to cry. {g} sang and rocked the cradle, but {b} cried louder and louder.
    """)
    t.beat("""
        {o} tried a rattle and a spoon of warm water. Nothing was any good.
        {o} carried {b.him} to the window to see the birds. {b} did not care about birds.
        "Let me," said {o}, but in {o}'s arms it was even worse.
        {o} told {b.him} a story, and {b} cried right through it.
        {o} held {b} high up in the air, but {b} did not like that at all.
    """)
    t.beat("""
        At last {p} came in with {p.his} hands over {p.his} ears. {p.He} bent over the cradle and {trick}.
        {p} put {p.his} head around the door. Then {p.he} went up to {b} and {trick}.
        {p} could not stand it any longer. {p.He} marched in, looked {b} in the face, and {trick}.
        "That is not how you do it," said {p} from the door. {p.He} went to the cradle and {trick}.
        Then the door opened, and in came {p}. {p.He} leaned over {b} and {trick}.
    """)
    t.paragraph()
    t.beat("""
        {b} stopped. Two round eyes looked up at {p}. And then {b} laughed. It was the first laugh of {b.his} life.
        It was quiet at once. {b} stared at {p}, and a big smile without any teeth spread over {b.his} face.
        The crying stopped in the middle. {b} hiccuped, looked at {p}, and gave a little laugh.
        {b} shut {b.his} mouth and opened {b.his} eyes. Then came a sound that nobody had heard before. {b} was laughing.
        All at once, {b} stopped crying. {b} looked and looked at {p}, and then came a laugh, the very first one.
    """)
    t.feel(t.p, "proud")
    t.beat("""
        "None of us could do that," said {g}. "It had to be you." And {g} put an arm around {p} and held on.
        "Do it again!" said {g}. {p} did it again, and {b} laughed again, and then they were all laughing.
        {g} sat down on the floor. "I have missed you," {g} told {p}. "Will you move back in?" {p} thought about it for as long as it takes to blink.
        "Well," said {o}, "{b} knows who matters in this house." {g} pulled {p} close and gave {p.him} a kiss on the top of the head.
        "Only you know how to do that," said {g}, and {g} gave {p} a long hug. "We all need you here."
    """)
    t.feel(t.p, "happy")
    t.beat("""
        In the evening {b} lay in the cradle, and {g} read to {p} from a thick book, and all three of them were together.
        {p} fetched {p.his} things back in. That night, {g} read two stories, one for {p} and one for {b}, and {p} heard both.
        So {p} moved home again. There was a place on the sofa between {g} and the cradle, and it was just {p.his} size.
        {p} let {b} hold one of {p.his} fingers. It was a strong little hand, and it did not let go.
        That same day, {p} moved back in. At bedtime, {g} sat between {p} and {b} and read a story.
    """)
    t.paragraph()
    _close(t, t.p, t.one(
        f"A heart is not like a cake. When it is shared, the pieces do not get smaller.",
        f"And the first word that {t.b} ever said was \"{t.p}\".",
        f"{t.p} was still the first child, and now {t.p.he} was the big one too.",
        f"Later, {t.p} taught {t.b} to do it as well.",
        f"When {t.b} cried after that, everybody called for {t.p}.",
    ))


GOODBYES = [
    "the stairs that creaked", "the apple tree", "the crack in the ceiling that looked like a horse", "the window seat", "the garden gate",
    "the old stove", "the swing", "the pencil marks on the door", "the cat next door", "the hole in the fence",
    "the yellow kitchen", "the corner behind the sofa", "the loose tile in the hall", "the spider over the sink",
]
LETTER_PLACES = [
    "under a loose board", "behind the radiator", "on top of the wardrobe", "in a crack in the wall", "at the back of a drawer",
    "behind a strip of wallpaper", "up in the chimney corner", "under the window seat", "behind the old mirror",
]
SECRETS = [
    "The third stair sings if you jump on it.", "In the morning a blackbird comes to the window and wants crumbs.",
    "You can see the sea from the roof of the shed.", "There are raspberries behind the coal house.", "The moon comes in at nine o'clock.",
    "If you lie on the kitchen floor, you can hear the trains.", "A toad lives under the water barrel. He is friendly.",
    "The pear tree by the wall is the best one for climbing.", "If you blow into the gutter, it plays a tune.",
    "The baker on the corner gives away the broken biscuits.", "There is an echo in the cellar.",
    "There is a heart cut into the back of the door.", "The wind in the chimney says your name.",
]


def letter_in_the_new_house(t):
    t.p = t.child()
    t.f = t.boy() if t.p.he == "she" else t.girl()
    t.g = t.relative("mother", "father")
    t.w = t.deal(words.GIRLS + words.BOYS)
    t.a, t.b, t.c = (t.deal(GOODBYES[i::3]).format(he=t.p.he) for i in range(3))
    t.s1, t.s2, t.where = t.deal(SECRETS[0::2]), t.deal(SECRETS[1::2]), t.one(*LETTER_PLACES)
    t.letter, t.game, t.snack = t.named_thing("letter"), t.one("checkers", "marbles", "ball", "pirates", "hide and seek", "hopscotch", "explorers"), t.food()
    t.reason = t.one("had found new work in a town far away", "had a new job at the harbor", "wanted to be nearer to the rest of the family",
                     "was going to teach at another school", "had bought a bigger house", "was going to run a shop in the city")
    if t.chance(0.5):
        opening(t, t.p)
        t.beat("""
            {p.He} had always lived there, and {p.he} thought that {p.he} always would. But {g} {reason}.
            But {g} {reason}, and so they had to move.
            Then one day {g} said that they were moving away. {g} {reason}.
            It was the only home {p.he} knew. But {g} {reason}, and they had to pack everything into boxes.
            {p.He} liked it there and never wanted to leave. But {g} {reason}, and so the family had to move.
        """)
    else:
        t.beat("""
            All the boxes were packed. {p}'s {g.kind} {reason}, and today the family was moving away.
            "We are moving," said {g}, who {reason}. {p} put down {p.his} spoon.
            The cart stood in front of {p}'s house, and it was full of chairs and beds. {p.His} {g.kind} {reason}.
            There were boxes in every room of {p}'s house. It was true, then. {g} {reason}, and they were leaving.
            Today was moving day, and every room was full of boxes. {p}'s {g.kind} {reason}.
        """)
    t.paragraph()
    t.feel(t.p, "sad")
    t.beat("""
        {p} went through the house to say good-bye. Good-bye to {a}. Good-bye to {b}. Good-bye to {c}.
        "Good-bye to {a}," said {p}. "Good-bye to {b}." And when {p.he} came to {c}, {p.he} could not say anything at all.
        Before they left, {p} touched everything one last time. {p.He} touched {a}. {p.He} went to see {b}. Last of all {p.he} waved to {c}.
        "Now who will look after {a}?" asked {p}. "Who will look after {b}, and {c}?" Nobody could tell {p.him}.
        {p} walked through the house for the last time. {p.He} said good-bye to {a}, to {b} and to {c}.
    """)
    t.beat("""
        The new house was too big and smelled of paint. There was no one to play with.
        The new house was tall and strange, and every footstep sounded too loud.
        The new house had doors in the wrong places. Outside there was a street full of people whom {p} did not know.
        In the new house, even the dark was different. {p} lay awake and looked at the bare walls.
        It was quiet in the new house. {p} sat on a box and thought of the old house.
    """)
    t.paragraph()
    t.take(t.p, t.letter)
    t.beat("""
        The next day, {p} found a letter {where}. It was yellow and dusty, and on it stood, "To the next child."
        In the morning, {p} dropped a [button|marble|pencil], and while {p.he} was looking for it {p.he} saw an old letter {where}. "For whoever sleeps in this room," it said.
        On the third day, there was nothing left to unpack. {p} looked into every corner of the room. And there, {where}, was a folded letter! "To you, whoever you are," it began.
        Then {p} saw a bit of paper sticking out {where}. {p.He} pulled. It was a letter. "If you are new here, read this," it said on the outside.
        A few days later, {p} was playing in the new room and found an old letter {where}. "To the child who lives here now," it said.
    """)
    t.beat("""
        "I lived here before you, and these are the secrets of the house," it went on. "One. {s1} Two. {s2} Three. Knock four times on the green door across the street." It was signed, "{w}."
        Inside, somebody called {w} had written, "I am sorry to leave, so please enjoy these things for me. {s1} {s2} And last, you must knock four times on the green door across the street."
        "My name is {w}," said the letter. "I did not want to move here, and now I do not want to move away. Here is why. {s1} {s2} And best of all, knock four times on the green door across the street."
        "This was my room," it went on. "Here is what I found out. {s1} {s2} And the last thing is this. Knock four times on the green door across the street. Your friend, {w}."
        A child named {w} had written it. "Do not be sad," the letter said. "{s1} {s2} And if you want a friend, knock four times on the green door across the street."
    """)
    t.paragraph()
    t.feel(t.p, "curious")
    t.beat("""
        {p} tried the first one. It was true! {p.He} tried the second. It was true as well.
        Was it only a joke? {p} went to find out. The first secret was true, and so was the second.
        {p} put on {p.his} shoes and went to look. By the next evening {p.he} knew that {w} had not told a lie. The first secret was right, and the second was even better.
        It took {p.him} the whole day to test the first secret and the second. Both of them were just as {w} had said.
        {p} wanted to know if it was true. {p.He} tried the first secret and then the second, and {w} was right about both.
    """)
    t.beat("""
        Then {p.he} crossed the street and knocked four times. A {f.kind} opened the green door. "That is {w}'s knock!" {f.he} cried. "Who are you?" {f.His} name was {f}.
        There was only the green door left. {p} knocked, one, two, three, four. The door flew open, and there stood a {f.kind} named {f}. "Nobody has knocked like that since {w} left," {f.he} said. "Do you want to play {game}?"
        {p.His} heart was beating fast at the green door. Four times {p.he} knocked. A {f.kind} looked out. "Four knocks means a friend," {f.he} said. "I am {f}. Come in! We are having {snack}."
        Last of all, {p} went to the green door and knocked four times. A {f.kind} named {f} opened it. "You know the knock!" {f.he} said. "Come and play {game} with me."
        "Now for the green door," said {p}, and {p.he} knocked four times. A {f.kind} looked out and smiled. "I am {f}," {f.he} said. "Come in and have some {snack}."
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        They played {game} until the lamps were lit. When {p} ran home, the new house did not look strange any more. It looked as if it had been waiting.
        That summer, {p} and {f} played {game} almost every day. "Do you still miss the old house?" asked {g}. "A little," said {p}. "But now I would miss this one too."
        From then on there were four knocks at one door or the other every afternoon, and {p} was at home.
        {p} and {f} became best friends. One night, {p} noticed that {p.he} had called the new house "home" without thinking.
        The next day, {f} knocked four times at {p}'s door, and they played {game}. Soon the new house felt like home.
    """)
    t.beat("""
        Before {p.he} put the letter back, {p} took a pencil and wrote a new secret at the bottom, for the next child.
        {p} wrote a letter too. {p.He} sent it to the old house, and it began, "To the next child."
        {p} put the letter back where it had been. It was not only for {p.him}.
        Then {p} sat down and wrote to whoever lived in the old house now, and told them all about {a}.
        At the end of the letter, {p} wrote, "All of it is true." Then {p.he} put the letter back for the next child.
    """)
    _close(t, t.p, t.one(
        "Every new place is somebody's old home.",
        "A house is only strange until you know its secrets.",
        "It is hard to leave a place, but there may be a friend behind the next door.",
        f"And {t.p} taught {t.f} what was best about moving, which is the boxes.",
    ))


MISHAPS = [
    ("The flour fell off the table, and everything was as white as winter.", "They saved what was left in a cup."),
    ("One egg rolled away and broke on the floor.", "The cat was very pleased with it, and they used one egg fewer."),
    ("Instead of sugar, they put in salt.", "They had to pour it all out and begin again."),
    ("The spoon got stuck in the dough.", "They pulled until it came out, and the dough hit the wall."),
    ("There was no butter left in the house.", "They used cream instead and hoped for the best."),
    ("The milk boiled over and ran down the stove.", "They wiped it up with the nearest towel, which was the good one."),
    ("A page of the cookbook was torn, and half of the words were missing.", "They had to guess the rest."),
    ("A whole bag of raisins tipped into the bowl.", "They picked out as many as they could eat."),
    ("The dog put both paws in the bowl.", "They washed the dog and made new dough."),
    ("The nuts were so hard that the hammer slipped, and a cup lost its handle.", "They left out the nuts."),
    ("The fire in the stove went out.", "They blew until their faces were black, and it burned again."),
    ("They could not find the whisk.", "They beat the eggs with a clean comb."),
]
SHAPES = [
    "was high on one side and low on the other", "had a hole in the middle, and it was not meant to", "looked like an old shoe",
    "had slid down on one side like a tired hat", "was as flat as a plate", "had a crack from one end to the other", "leaned like a tower",
    "was burned on top and soft below", "had a hump like a camel", "had sunk in the middle like a bath tub",
]
SEEMS = ["a hill after the snow has melted", "a sleeping dog", "a volcano", "a ship in a storm", "a turtle", "an island", "a moon with a dent in it"]


def birthday_cake(t):
    t.p, t.f = _pair(t)
    t.g = t.relative("mother", "father", "grandmother", "grandfather")
    (t.m1, t.r1), (t.m2, t.r2), (t.m3, t.r3) = t.deal(MISHAPS[0::3]), t.deal(MISHAPS[1::3]), t.deal(MISHAPS[2::3])
    t.shape, t.seems = t.one(*SHAPES), t.one(*SEEMS)
    t.kind = t.one("an apple cake", "a honey cake", "a lemon cake", "a nut cake", "a plum cake", "a chocolate cake", "a carrot cake", "a cherry cake")
    t.cake = "the " + t.kind.split(" ", 1)[1]
    t.berry = t.one("raspberries", "cherries", "daisies", "walnuts", "violets", "slices of pear", "strawberries", "leaves of mint")
    t.beat("""
        Once upon a time, there were a brother and sister named {p} and {f}. It was {g}'s birthday, and they had no money for a present.
        Once upon a time, {p} and {f} wanted to give {g} something for {g.his} birthday. They were brother and sister, and all they had was one button and a piece of string.
        "Today is {g}'s birthday," said {p}, "and we have nothing to give {g.him}." {f} looked into their money box. There was a dead fly in it.
        It was {g}'s birthday. {p} and {f}, who were brother and sister, had been awake since five o'clock.
        Once upon a time, a {p.kind} named {p} and a {f.kind} named {f} lived with their {g.kind}, who did everything for them. And now it was {g}'s birthday.
    """)
    t.beat("""
        "We will bake {kind}," said {f}. "How hard can it be?"
        "I know," said {p}. "We will make {kind}, all by ourselves, and it will be a secret."
        "There is nothing that {g} likes better than {kind}," said {f}. "Let us bake one!"
        "{g} always bakes for us," said {p}. "This time we will bake for {g.him}. It will be {kind}."
        {p} thought for a while. "Let us bake {kind} for {g}," said {p}. "We can do it without any help."
    """)
    t.paragraph()
    t.beat("""
        When {g} had gone [to the market|to the well|to visit a neighbor], they tied on two aprons and began.
        As soon as {g} was out of the house, {p} fetched the bowl and {f} fetched the flour.
        They waited until {g} went out. Then they shut the kitchen door and lit the stove.
        {g} went to see a friend. "Now!" whispered {p}, and {f} got out the big bowl.
        Then {g} went out for a walk. {f} lit the stove, and {p} tied on an apron.
    """)
    t.beat("""
        {m1} {r1} Then there was more trouble. {m2} {r2}
        It did not begin well. {m1} {r1} After that it went worse. {m2} {r2}
        {m1} "Oh dear," said {p}. {r1} {m2} "Oh dear, oh dear," said {f}. {r2}
        First of all, something went wrong. {m1} {r1} "From now on it will be easy," said {f}. {m2} {r2}
        They worked as hard as they could, but it did not go well. {m1} {r1} And soon something else went wrong. {m2} {r2}
    """)
    if t.chance(0.4):
        t.beat("""
            And that was not the end of it. {m3} {r3}
            "At least nothing else can happen," said {p}. {m3} {r3}
            They were almost done when it happened again. {m3} {r3}
            And then came the next trouble. {m3} {r3}
            "Now all will go well," said {p}. But it did not. {m3} {r3}
        """)
    t.paragraph()
    t.beat("""
        At last {cake} came out of the oven. It {shape}.
        They opened the oven and looked. {cake} {shape}.
        An hour later, {p} carried {cake} to the table. It was very quiet in the kitchen. {cake} {shape}.
        The smell was wonderful. But when they took out {cake}, it {shape}.
        {p} opened the oven and lifted out {cake}. It smelled good, but it {shape}.
    """)
    for p in (t.p, t.f):
        t.feel(p, "sad")
    t.beat("""
        "It is spoiled," said {f}, and {f.his} chin began to shake. Just then they heard {g} at the door.
        {p} put {p.his} head down on the table, right in the flour. "That was our only present," {p.he} said. And at that moment {g} came home.
        "We cannot give {g.him} that," said {p}. A tear fell on {p.his} apron. And then the door opened, and there was {g}.
        {f} looked at the stove, the floor and the walls. "Now we have no present, and we have made a mess as well," {f.he} said. Outside, {g} was wiping {g.his} feet.
        A tear ran down {p}'s nose. "It is all spoiled," said {p}. Then there were steps outside, and {g} came in.
    """)
    t.paragraph()
    t.beat("""
        {g} looked at the kitchen. {g} looked at the cake. "What a cake!" {g.he} said at last. "It looks just like {seems}."
        {g} walked slowly around the table. "Do you know what that is?" {g.he} asked. "That is {seems}! Nobody ever baked me {seems} before."
        "It was for your birthday," said {f} in a very small voice. {g} put on {g.his} glasses. "I have had a great many cakes," {g.he} said, "but never one that looked like {seems}."
        "Happy birthday," whispered {p}. {g} bent over the table. "{seems}!" {g.he} said. "How ever did you do it?"
        {g} did not scold them at all. {g.He} looked at the cake and smiled. "You have made {seems}," {g.he} said, "and all for me!"
    """)
    t.beat("""
        They put {berry} all over it and one candle on top, and then it looked even more like one.
        They covered the worst parts with {berry}. "Now it is a work of art," said {g}.
        {p} ran to get {berry}, and {f} found a candle. {g} blew it out with one breath.
        "It only needs a little something on top," said {g}, and so they trimmed it with {berry}.
        {f} put {berry} all around the edge, and {p} stuck a candle on top.
    """)
    for p in (t.p, t.f):
        t.feel(p, "happy")
    t.beat("""
        And the taste? They ate it to the last crumb, and {g} asked for more.
        It was not sweet enough and it was rather hard, but they ate all of it, and they had never had a better time.
        Then they tasted it, all at the same moment. It was good! It was so good that nobody spoke until the plate was empty.
        {g} took a bite and shut {g.his} eyes. "When I was small, I baked one for my own mother," {g.he} said. "Mine looked like a boot." And they laughed until the crumbs flew.
        {g} cut three big pieces, and they ate until there was nothing left. It tasted much better than it looked.
    """)
    t.paragraph()
    _close(t, t.p, t.one(
        f"Afterward, {t.p} washed up and {t.f} dried, and that took longer than the baking.",
        "It is not the shape of a present that makes it good.",
        f"The year after that, {t.g} wished for exactly the same cake again.",
        f"\"I can buy a round cake any day,\" said {t.g}.",
        f"{t.g} said that it was the best birthday of all.",
    ))


# a chore; how it looks from outside; what goes wrong for somebody new to it ({x} is the name)
CHORES = [
    ("feed the hens", "You only throw some corn", "The hens flew up all around {x}, and one of them laid an egg on {his} hat."),
    ("cook the soup", "You only stir with a spoon", "{x} stirred so hard that the soup went over the edge and put out the fire."),
    ("wash the clothes", "You only splash about in warm water", "{x} put in a red sock, and in the end all the shirts were pink."),
    ("milk the goat", "You only sit on a stool", "The goat kicked over the bucket and ate {x}'s shirt from behind."),
    ("sweep the house", "You only dance with a broom", "{x} swept the soot out of the stove, and it settled on all the beds."),
    ("weed the garden", "You only sit in the sun", "{x} pulled up a whole row of young carrots and left the nettles."),
    ("dry the dishes", "You only rub a few plates", "{x} built a tower of wet plates, and the tower came down."),
    ("chop the wood", "You only swing your arms", "{x} hit the same log forty times and made one small splinter."),
    ("bake the bread", "You only push dough around", "{x} forgot the yeast, and the bread was as flat as a slate."),
    ("fetch the water", "You only walk to the well and back", "{x} came home with wet shoes and two empty buckets."),
    ("walk the dog", "You only hold a string", "The dog saw a cat, and {x} was pulled through three hedges."),
    ("make the beds", "You only shake a few pillows", "A pillow burst, and {x} looked like a goose."),
    ("pick the apples", "You only reach up and eat", "{x} got {his} shirt caught on a branch and hung there like a pear."),
    ("clean the windows", "You only draw with a wet cloth", "{x} rubbed and rubbed, and afterward nobody could see out."),
    ("look after the geese", "You only lie on the grass", "The geese marched off to the village, and {x} had to run after them with no shoes."),
    ("peel the potatoes", "You only whittle a bit", "{x} peeled so thickly that there was hardly any potato left."),
]


def swapped_chores(t):
    t.p, t.f = _pair(t)
    t.g = t.relative("mother", "father", "grandmother", "grandfather", "aunt", "uncle")
    (t.do1, t.easy1, t.bad1), (t.do2, t.easy2, t.bad2) = t.deal(CHORES[0::2]), t.deal(CHORES[1::2])
    t.bad1 = t.bad1.format(x=t.f, his=t.f.his)  # f tries the chore of p
    t.bad2 = t.bad2.format(x=t.p, his=t.p.his)
    t.snack = t.food()
    t.beat("""
        Once upon a time, a brother and a sister lived on a small farm. {p} had to {do1}, and {f} had to {do2}.
        Once upon a time, there were two children named {p} and {f}, and they were brother and sister. Every day it was {p}'s job to {do1} and {f}'s job to {do2}.
        Once upon a time, in a house with a great deal of work in it, lived {p} and {f}. They were brother and sister. {p} would {do1}, and {f} would {do2}.
        In {p}'s family, everyone had a chore. {p} had to {do1}. {f}, who shared a room with {p.him}, had to {do2}.
        "It is always me who has to {do1}," grumbled {p}. "And I always have to {do2}," grumbled {f}. They were brother and sister, and they grumbled very well.
        On a farm at the end of a lane lived {p} and {f}, a brother and sister. When the rooster crowed, {p} got up to {do1}, and {f} got up to {do2}.
    """)
    t.paragraph()
    for p in (t.p, t.f):
        t.feel(p, "jealous")
    t.beat("""
        "You have it easy," said {p} one [morning|evening]. "{easy2}." "Ha!" said {f}. "And what about you? {easy1}."
        "My work is harder than yours," said {f}. "{easy1}." "That is not so!" said {p}. "Yours is the easy one. {easy2}."
        One day {p} watched {f} at work. "That is no work at all," {p.he} said. "{easy2}." {f} grew red. "I would change with you any day," {f.he} said. "{easy1}."
        They never stopped quarreling about it. "{easy1}," said {f}. "{easy2}," said {p}. "I do twice as much as you," they both said at the same time.
        One evening {f} said to {p}, "You have the easy job. {easy1}." "No, your job is easy," said {p}. "{easy2}."
    """)
    t.beat("""
        {g} had heard enough. "Then change," said {g}. "Tomorrow, {p} can {do2}, and {f} can {do1}."
        "Why do you not change places for a day?" asked {g}. "Gladly!" they cried.
        {g} put down the newspaper. "Tomorrow you will each do the other's work," {g.he} said. They shook hands on it.
        "Good," said {g}, and smiled a little. "Let us see. Tomorrow you will trade." {p} laughed out loud, and so did {f}.
        {g} did not want to hear any more of this. "Try it the other way around tomorrow," said {g}. "{p} will {do2}, and {f} will {do1}."
    """)
    t.paragraph()
    t.beat("""
        In the morning, {p} went off to {do2}. It was much harder than it looked. {bad2}
        So the next day it was {p} who had to {do2}. {p.He} whistled as {p.he} began, but {p.he} soon stopped. {bad2}
        The next morning {p} got up late, because {p.he} thought there would be plenty of time. Then {p.he} began to {do2}. {bad2}
        "This will be a holiday," thought {p}, and {p.he} went to {do2}. It was no holiday. {bad2}
        {p} jumped out of bed in the morning and ran to {do2}. But it did not go well. {bad2}
    """)
    t.beat("""
        And {f}? {f.He} had gone to {do1}, and it was no better there. {bad1}
        {f} was not laughing either. {f.He} tried to {do1} as {f.he} had seen {p} do a hundred times. {bad1}
        Meanwhile, {f} set out to {do1}. "{easy1}," {f.he} said to {f.himself}. {bad1}
        At the same time there was a shout from {f}, who was trying to {do1}. {bad1}
        {f} had no luck that day either. {f.He} wanted to {do1}, just as {p} always did. {bad1}
    """)
    t.paragraph()
    t.beat("""
        At noon they met behind the house. They looked at each other for a long time. Then {p} began to laugh, and {f} laughed too.
        At supper, neither of them said a word. "How was it?" asked {g}. {p} looked at {p.his} plate. "Hard," {p.he} said. "Very hard," said {f}.
        In the evening they sat on the step, side by side, tired and dirty. "How do you do it every day?" asked {p}. "How do you?" asked {f}.
        They ran into each other at the gate. "Do not say anything," said {f}. "I was not going to," said {p}. And then they both had to laugh.
        That evening {p} was tired, and {f} was even more tired. They looked at each other and began to laugh.
    """)
    t.beat("""
        "There is a trick to it," said {p}. "I can show you." "Then I will show you mine," said {f}.
        "Let us change back," said {p}. "Please," said {f}. "But first, let me help you clean up."
        "I did not know how good you were at your work," said {f}. {p} thought that this was the nicest thing {f} had ever said.
        "I will never again say that your work is easy," said {p}, and {f} promised the same.
        "Now I know how hard you work," said {p}. "And I know how hard you work," said {f}.
    """)
    for p in (t.p, t.f):
        t.feel(p, "happy")
    t.paragraph()
    t.beat("""
        The next morning they did both chores together, and by ten o'clock everything was done.
        From then on, they worked side by side. First they went to {do1}, and then they went to {do2}, and it took half the time.
        After that, {p} knew how to {do2} and {f} knew how to {do1}, and when one was ill, the other could do it.
        {g} said nothing at all, but put {snack} on the table, with a second helping for both.
        The next day {p} helped {f} to {do2}, and then {f} helped {p} to {do1}. It was almost fun.
    """)
    _close(t, t.p, t.one(
        "Work that you do not know always looks easy.",
        "Before you laugh at somebody's work, try it for a day.",
        "Two who help each other are done by noon.",
        "They still grumbled now and then, but never about each other.",
    ))


CLOTHS = [
    "wool", "cloth", "velvet", "corduroy", "felt", "flannel", "cotton", "linen",
]
RIPS = [
    "A goat ate one corner of it", "It caught on a nail and tore", "A spark from the fire burned a hole in it",
    "It got a rip from top to bottom on a rose bush", "Moths made a home in it over the winter", "The puppy chewed it to rags on one side",
    "It was caught in the gate and torn in two", "It wore so thin at the edges that you could see through it",
    "A bottle of ink tipped over on it, and half of it was black", "It fell in the mud so often that one side would never come clean",
]
LARGE = ["coat", "cloak", "cape", "winter coat"]
MIDDLE = ["vest", "jacket without sleeves", "shawl", "apron"]
SMALL_ONES = ["cap", "scarf", "hood", "bag with a strap", "hat with a brim", "satchel", "cushion"]
TINY = ["pocket", "bow", "purse", "pincushion", "doll's dress", "collar", "bookmark", "flag for a toy boat"]


def coat_that_grew_small(t):
    t.p = t.child()
    t.g = _elder(t, t.p, "grandmother", "grandfather", "mother", "father")
    t.color1, t.cloth = t.color(), t.one(*CLOTHS)
    t.big, t.mid, t.small, t.bit = t.one(*LARGE), t.one(*MIDDLE), t.one(*SMALL_ONES), t.one(*TINY)
    t.coat = t.named_thing(t.big, t.color1)
    t.rip1, t.rip2, t.rip3 = t.deal(RIPS[0::3]), t.deal(RIPS[1::3]), t.deal(RIPS[2::3])
    mid, small, bit = (Thing(x) for x in (t.mid, t.small, t.bit))
    t.a_mid, t.a_small, t.a_bit = mid.a, small.a, bit.a
    t.end = t.one("lost it on a walk in the wind", "dropped it into the river from a bridge", "gave it to a little bird for its nest",
                  "left it on a train", "gave it to a smaller child who was crying")
    if t.chance(0.65):
        opening(t, t.p)
    else:
        t.beat("""
            When {p} was born, it was the coldest winter in a hundred years.
            {p} lived with {p.his} {g.kind}, who could sew better than anyone in town.
            This is the story of one piece of {cloth}, and of {p}, who wore it.
            It was a cold country, and little {p} was often out in the wind.
            Long ago, in a town where it was often cold, there lived a child named {p}.
        """)
    t.take(t.p, t.coat)
    t.beat("""
        {p}'s {g.kind} took some {color1} {cloth}, and {g.he} cut and sewed, and made {p} {coat.a}. {p} wore it everywhere.
        One winter, {p}'s {g.kind} made {p.him} {coat.a} of the best {cloth}. "Now you will be warm," said {g}.
        {p}'s {g.kind} sat by the lamp for three nights with {color1} {cloth}, a needle and thread. On the fourth morning there was {coat.a} for {p}.
        {p} had {coat.a} that {p.his} {g.kind} had made out of soft {cloth}. There was none like it.
        "You need something warm," said {p}'s {g.kind}. {g.He} took some good {cloth} and sewed {coat.a} for {p}.
    """)
    t.paragraph()
    t.feel(t.p, "sad")
    t.beat("""
        The years went by. {rip1}, and {p} could not wear it any more. "It is only good for rags," said {p}.
        But nothing lasts forever. {rip1}. "Throw it away," said the neighbors.
        {p} grew, and {coat.the} did not. {rip1}. "Oh, my {big}!" said {p}.
        One [spring|autumn] there was trouble. {rip1}. {p} brought it to {g} and nearly cried.
        For a long time {p} wore {coat.the} every day. But it did not stay new. {rip1}. "Now I must throw it away," said {p}.
    """)
    t.beat("""
        {g} turned it over and over. "There is enough left for {a_mid}," {g.he} said. Snip, snip went the scissors, and in and out went the needle. And so {p} had {a_mid}.
        "Wait," said {g}. {g.He} cut away the bad part and looked at the good part. "There is just enough here for {a_mid}." And {a_mid} it was.
        "Never throw away what you can turn around," said {g}. {g.He} snipped and sewed until midnight, and in the morning {p} had {a_mid}.
        But {g} laid it on the table and got out the scissors. Snip, snip, snip! Out of the old {big} came {a_mid}.
        "It can still be {a_mid}," said {g}. {g.He} cut and sewed all evening, and soon {p} had {a_mid}.
    """)
    t.paragraph()
    t.beat("""
        {p} wore it to school and to parties, in sun and in snow. Then bad luck came again. {rip2}.
        That lasted for two years. Then it happened. {rip2}.
        {p} liked it even better than before. But then it was spoiled, too. {rip2}.
        It was very fine. But time passed. {rip2}.
        {p} took good care of it. But in the end it was spoiled all the same. {rip2}.
    """)
    t.beat("""
        "There is still enough for {a_small}," said {g}. Snip, snip! And {p} had {a_small}.
        {g} put on {g.his} glasses. "Hm," {g.he} said. "I see {a_small} in there." And {g.he} got it out.
        "Bring it here," said {g}. Before the soup was cooked, it was {a_small}.
        This time {p} held the cloth and {g} did the cutting. When they were done, it was {a_small}.
        {g} was not worried. "We can make {a_small} from this," {g.he} said, and so they did.
    """)
    t.beat("""
        After another year, that was done for too. {rip3}. But {g} found enough good cloth for {a_bit}.
        And after that? {rip3}. {p} knew what {g} would say. "There is enough for {a_bit}!" they said together.
        But that was not the end. {rip3}. "May I do it myself?" asked {p}. {g} gave {p.him} the scissors, and {p} made {a_bit}. The stitches were crooked, but they held.
        Then once more it was spoiled. {rip3}. By now {p} could sew as well as {g}, and {p.he} made {a_bit} out of what was left.
        In time that was spoiled as well. {rip3}. But {g} cut out the last good piece and made {a_bit} from it.
    """)
    t.paragraph()
    t.beat("""
        One day, {p} {end}. Now there was nothing left at all. {p} told {g}, who by then was very old.
        And then {p} {end}. "Now it is really over," {p.he} told {g}. "There is nothing left to make anything from."
        {p} kept it for a long time, until {p.he} {end}. {p.He} went to {g} with empty hands. "What can you make out of nothing?" {p.he} asked.
        At last {p} {end}. "So that is the end of it," said {p}, and {p.he} sat down beside {g}.
        Then one day {p} {end}. "Now it is all gone," {p} told {g}. "We cannot make anything more."
    """)
    t.beat("""
        {g} smiled. "There is just enough left for a story," {g.he} said. And this is the story.
        "Oh, but there is something left," said {g}. "There is a story in it." So {p} told it, and it was this one.
        {g} thought for a moment. "It was {coat.a}, and {a_mid}, and {a_small}, and {a_bit}," {g.he} said. "Now it can be a story." And it still is.
        "Nonsense," said {g}. "You can still make a story out of it." {p} did, and told it to {p.his} own children, and one of them told it to me.
        {g} took {p} by the hand. "One thing is left, and that is the story," {g.he} said. "You can tell it to everyone."
    """)
    t.feel(t.p, "happy")
    moral = t.one("", "Nothing is so worn out that nothing can be made of it.", "And a story never wears thin.",
                  "You can wash it, stretch it and lend it to a friend, and it never tears.", "It fits everyone, and it keeps you warm.",
                  "The end.", "The needle is gone, and the scissors are gone, but the story is as good as new.")
    if moral:
        t.moral = moral
        t.beat("{moral}")


STOLEN = [
    ("one of {g}'s socks", "the sock"), ("the blue dishcloth", "the dishcloth"), ("{f}'s left mitten", "the mitten"),
    ("a ball of yarn", "the yarn"), ("the feather duster", "the feather duster"), ("{p}'s old sweater", "the sweater"),
    ("a pillowcase", "the pillowcase"), ("the tea cozy", "the tea cozy"), ("{f}'s nightcap", "the nightcap"),
    ("a silk scarf", "the silk scarf"), ("the bath sponge", "the sponge"), ("{g}'s slipper", "the slipper"),
    ("a towel with stripes", "the towel"), ("the doll's blanket", "the doll's blanket"), ("a curtain", "the curtain"),
    ("the kitchen apron", "the apron"),
]
CULPRITS = [
    ("cat", "kittens", "small soft paw prints"), ("dog", "puppies", "round paw prints"), ("rabbit", "baby rabbits", "long paw prints"),
    ("hen", "chicks", "prints like little stars"), ("duck", "ducklings", "prints like little fans"), ("goose", "goslings", "big flat prints"),
    ("mouse", "baby mice", "prints as small as crumbs"), ("squirrel", "baby squirrels", "tiny prints with long toes"),
    ("hedgehog", "baby hedgehogs", "little prints with five toes"),
]
NESTS = [
    "at the back of the wardrobe", "under the stairs", "in the bottom drawer", "in an old suitcase in the attic", "behind the wood pile",
    "in the empty bath tub", "inside the old piano", "in a hat box under the bed", "behind the sofa", "in the laundry basket",
    "in the cradle that nobody used any more", "under the kitchen bench",
]
DUST = ["flour", "chalk dust", "fine sand", "ashes from the stove", "powdered sugar"]


def missing_things(t):
    t.p, t.f = _pair(t)
    t.g = _elder(t, t.p, "mother", "father", "grandmother", "grandfather")
    names = dict(g=t.g, p=t.p, f=t.f)
    (t.x1, t.y1), (t.x2, t.y2), (t.x3, t.y3) = (tuple(s.format(**names) for s in t.deal(STOLEN)) for _ in range(3))
    t.kind, t.babies, t.prints = t.deal(CULPRITS)
    t.pet = t.deal(words.ANIMAL_NAMES)
    t.tame = t.kind in ("cat", "dog", "rabbit", "hen", "duck", "goose")
    t.who = f"{t.pet} the {t.kind}" if t.tame else f"a {t.kind}"
    t.nest, t.dust, t.n = t.one(*NESTS), t.one(*DUST), t.one("three", "four", "five", "six", "seven")
    t.sib = "sister" if t.f.he == "she" else "brother"
    first = t.chance(0.6)
    if first:
        opening(t, t.p, t.one(*HOUSES))
        t.beat("""
            {p.He} had a {sib} named {f}, and one week strange things began to happen in their house.
            {p} shared a room with {p.his} {sib} {f}, and nothing ever got lost there, until one week in [spring|March|April].
            {p.He} and {p.his} {sib} {f} knew every corner of the house. Or so they thought.
            {p.His} {sib} was named {f}. One week the two of them had a real riddle to solve.
            There {p.he} and {p.his} {sib} {f} lived in peace, until things began to go missing.
        """)
    else:
        t.beat("""
            "There is a thief in this house," said {p} to {p.his} {sib} {f}.
            "Who took it?" asked {g} at breakfast. {p} and {p.his} {sib} {f} looked up from their plates.
            Strange things were happening in the house where {p} lived with {p.his} {sib} {f}.
            {p} wanted to be a detective. {p.His} {sib} {f} said that there was nothing to detect, and then, one week, there was.
            One week, things began to go missing in the house of {p} and {p.his} {sib} {f}.
        """)
    t.paragraph()
    t.beat("""
        On Monday, {x1} was gone. On Tuesday it was {x2}. On Wednesday nobody could find {x3}.
        It began with {x1}. It had been there in the evening, and in the morning it was gone. Then {x2} was missing, and after that {x3}.
        First {x1} disappeared. Next it was {x2}. Then {x3} was gone too, and nobody had seen a thing.
        {p} wrote a list. "Missing," {p.he} wrote. "{x1}. {x2}. {x3}." All of it had gone in the night.
        It started when {x1} went missing. The next day {x2} was gone, and the day after that it was {x3}.
    """)
    t.feel(t.g, "angry")
    t.beat("""
        "{f}, did you take {y1}?" asked {g}. "No!" said {f}. "Maybe it was {p}." "It was not!" said {p}. Soon everyone was cross.
        {g} thought that it was {f}. {f} thought that it was {p}. And {p} looked hard at {g}. It was not a happy breakfast.
        "Somebody here is playing tricks," said {g}, and looked at {p}. {p} looked at {f}, and {f} turned red, though {f.he} had done nothing.
        Everyone said, "It was not me." But somebody had {y1}, and nobody believed anybody any more.
        {g} asked who had taken {y1}. {f} pointed at {p}, and {p} pointed at {f}. {g} was angry with both of them.
    """)
    t.paragraph()
    t.beat("""
        "We need proof," said {p}. That night, {p.he} and {f} spread {dust} over the floor of the hall.
        {p} had an idea. When it was dark, {p.he} shook {dust} all over the kitchen floor, and {f} held the candle.
        "A thief has feet," said {f}. So they spread {dust} on the kitchen floor before they went to bed.
        Then {p} and {f} set a trap. They put an old glove in the middle of the floor, and all around it they sprinkled {dust}.
        When the house was quiet, {p} and {f} crept into the kitchen and spread {dust} on the floor. "Now we will see," said {p}.
    """)
    t.beat("""
        In the morning they ran to look. There were {prints} from one wall to the other. "That is not {g}," said {f}.
        At sunrise, {p} bent over the floor. "Look!" {p.he} said. "I see {prints}!"
        The next day they found what they were hoping for. All across the {dust} went {prints}.
        They got up before anyone else. And there, as clear as in a book, were {prints}. "So it was none of us," said {p}.
        As soon as it was light, they went to see. The floor was full of {prints}. "Who can that be?" whispered {f}.
    """)
    t.paragraph()
    t.beat("""
        They called {g}, and all three followed the trail. It went along the wall and around a corner. And there, {nest}, lay {who}.
        Step by step they followed the trail, {p} first, {f} next and {g} behind. It ended {nest}, and two bright eyes looked out at them. It was {who}!
        "Quiet," whispered {p}. {g} came too, on bare feet. The trail led them on and on, until they saw {who} {nest}.
        They took {g} by the hand and followed the prints. Something rustled {nest}. {f} bent down. There was {who}.
        {f} ran to get {g}, and they all went along the trail. At the end of it, {nest}, sat {who} and looked up at them.
    """)
    t.beat("""
        There was {y1}, and there was {y2}, and there was {y3}, all in one soft heap. And in the middle of it were {n} {babies}!
        All the missing things were there, {y1}, {y2} and {y3}. They had become a nest, and in the nest were {n} {babies}.
        Out of {y1} and {y2} and {y3} somebody had made a bed, and in the bed slept {n} {babies}, each as soft as a [peach|cloud|feather].
        "{y1}!" said {f}. "And {y2}!" said {p}. "And {y3}!" said {g}. Then nobody said anything more, because they had seen {n} {babies} in the middle of it all.
        All in one heap lay {y1}, {y2} and {y3}. They made a fine nest, and in it slept {n} {babies}.
    """)
    t.paragraph()
    t.feel(t.g, "happy")
    t.beat("""
        {g} put out a hand for {y1}, and then pulled it back. "I do not need it so badly," {g.he} said.
        "So that is the thief," said {g} softly. "I am sorry that I was cross." And nobody asked to have anything back.
        {f} said sorry to {p}, and {p} said sorry to {f}, and {g} said sorry to both of them. {y1} stayed where it was.
        "Shall we take it all back?" asked {p}. {g} shook {g.his} head. "In this house, nobody pulls the blanket off a child," {g.he} said.
        "Leave it all where it is," said {g} to {p} and {f}. "The little ones need it more than we do. I am sorry that I was angry."
    """)
    t.beat("""
        {p} made a list of everything that had been missing, and under it {p.he} wrote, "Found."
        That evening, {p} put {p.his} own scarf next to the nest, in case it was needed.
        Then {f} wrote "Not a thief, but a mother" on a piece of paper and hung it on the wall.
        And {g}, who had been so angry, brought a saucer of something good and set it down without a sound.
        Every morning {p} and {f} went to look at the nest, and they walked on tiptoe.
    """)
    _close(t, t.p, t.one(
        "It is better to look than to blame.",
        "In summer the little ones were running about everywhere, and nothing was safe.",
        f"When {t.p} is asked about {t.p.his} first case, that is the one {t.p.he} tells.",
        "A thing is not always stolen when it is gone. Sometimes it is only busy.",
    ))


LINES = ["a piece of chalk", "a ball of red yarn", "a long rope", "a box of blocks", "a pile of shoes", "a strip of paper", "a bag of pebbles", "a long scarf"]
QUARRELS = [
    "who had left the window open", "whose turn it was to put out the lamp", "a pencil that was only half as long as before",
    "the bigger pillow", "a drawing that somebody had sat on", "whose socks were lying under the desk", "who had snored", "a broken crayon",
    "the place by the wall", "who had eaten the last peppermint",
]
HAS_WINDOW = ["the bookshelf", "the lamp", "the globe", "the fish bowl", "the box of games", "the soft rug"]
HAS_DOOR = ["the wardrobe", "the stove", "the clock", "the mirror", "the drum", "the big blanket"]


def line_on_the_floor(t):
    t.p, t.f = _pair(t)
    t.g = t.relative("mother", "father", "grandmother", "grandfather")
    t.line, t.about, t.shelf, t.stove = t.one(*LINES), t.one(*QUARRELS), t.one(*HAS_WINDOW), t.one(*HAS_DOOR)
    t.snack, t.outside = t.food(), t.one("a parade with drums", "a hot-air balloon", "a rainbow", "a man with a dancing bear", "a coach with six white horses",
                                         "a wedding with a band", "a fire engine", "a huge flock of geese", "an elephant from the circus")
    t.sib = "sister" if t.f.he == "she" else "brother"
    if t.chance(0.6):
        opening(t, t.p, t.one(*HOUSES))
        t.beat("""
            {p.He} had a {sib} named {f}, and the two of them shared one small room.
            {p} shared a room with {p.his} {sib} {f}. It had two beds, one window and one door.
            At night {p.he} slept in one bed, and {p.his} {sib} {f} slept in the other, in the same little room.
            {p.His} {sib} was named {f}, and there was only one small bedroom for the two of them.
            There {p.he} and {p.his} {sib} {f} had one little room, with a bed on each side.
        """)
    else:
        t.beat("""
            {p} and {p.his} {sib} {f} shared a room, and mostly they liked it.
            There were two beds in the room. One was {p}'s, and one belonged to {p.his} {sib} {f}.
            In a small room under the roof slept {p} and {p.his} {sib} {f}.
            "This is my half!" said {p} to {p.his} {sib} {f}. They had only one room between them.
            {p} slept in the same room as {p.his} {sib} {f}, and on most days that was fine.
        """)
    t.paragraph()
    for p in (t.p, t.f):
        t.feel(p, "angry")
    t.beat("""
        {day} they quarreled about {about}. "I will not share with you any more!" shouted {p}. "Nor I with you!" shouted {f}.
        {day} there was a quarrel. It was about {about}. Soon it was about everything.
        It began with a quarrel about {about}. "Stay on your own side!" said {f}. "I will," said {p}, "if you stay on yours!"
        The quarrel was only about {about}, but they were both tired.
    """.replace("{day}", one_day(t)))
    t.beat("""
        {p} took {line} and made a line through the middle of the room. "Nobody may cross it," {p.he} said. "Not ever," said {f}.
        So {f} got {line} and made a line from wall to wall. "That is your half," {f.he} said, "and this is mine."
        They fetched {line} and divided the room in two. It was the last thing they did together that day.
        With {line}, {p} made a border across the floor. {f} checked it and said that it was straight.
        "We need a line," said {f}. So {p} fetched {line}, and soon the room had two halves with a line between them.
    """)
    t.paragraph()
    t.beat("""
        {p} had the window and {shelf}. {f} had the door and {stove}. That seemed fair.
        The window was on {p}'s side, and so was {shelf}. On {f}'s side were {stove} and the door.
        {p} was pleased, because {p.he} had {shelf} and the window. {f} was pleased as well, because {f.he} had {stove} and the door.
        On one side of the line, {p} had {shelf} and the window. On the other side, {f} had {stove} and the door.
        So {p} got the window and {shelf}, and {f} got the door and {stove}. Neither of them complained.
    """)
    t.beat("""
        Then {g} called, "Come and have some {snack}!" {f} walked out. But {p} could not get to the door without crossing the line. {p.He} sat on {p.his} bed, and {p.his} belly growled.
        Soon {g} put {snack} on the kitchen table. {f} had as much as {f.he} wanted. But {p} could not get to the door, and {p.he} was too proud to ask.
        Soon {p} was hungry. From the kitchen came the smell of {snack}. But the door belonged to {f}, and {p} would not say a word.
        When supper was ready, {f} went down and had {snack}. "Is {p} not hungry?" asked {g}. {p} was very hungry, but the door was on the other side of the line.
        {g} called them to the table for {snack}. {f} ran out at once. But the door was not on {p}'s side, so {p} had to stay in the room and be hungry.
    """)
    t.beat("""
        Then there was a shout in the street. {p} ran to the window. "It is {outside}!" {p.he} cried. {f} heard it and wanted to see it more than anything. But the window was not {f.hers}.
        Then {p} looked out and gave a shout. Outside was {outside}. {f} stood on tiptoe at the line, as close as {f.he} could, and saw nothing but wall.
        But a little later, {p} jumped up. "Oh!" {p.he} said at the window. "There is {outside}!" {f} bit {f.his} lip. {f.He} could not see it from {f.his} half.
        After that, it was {f} who was sorry. {p} saw {outside} from the window. {f} could only look at {p}'s back.
        Later, {p} looked out of the window and clapped. "I see {outside}!" said {p}. {f} wanted to see it too, but there was no window on {f}'s side.
    """)
    t.paragraph()
    for p in (t.p, t.f):
        t.feel(p, "lonely")
    t.beat("""
        That night there was a thunderstorm. The whole house shook. "Are you awake?" asked {p}. "Yes," said {f}. "I am a little afraid," said {p}. "So am I," said {f}.
        At night the wind howled, and it was very dark. {p} lay awake on one side of the line, and {f} lay awake on the other. "{f}?" whispered {p}. "What?" whispered {f}. "Nothing," said {p}. "I only wanted to hear you."
        When the lamp was out, nobody told a story, as they did on other nights. It was so quiet that it hurt. "I saved you some {snack}," said {f} in the dark.
        In the middle of the night there was a clap of thunder. {f} sat up. On the other side of the line, {p} sat up too, and they looked at each other.
        When it was dark, they went to bed without a word. The wind shook the house. "I cannot sleep," whispered {f}. "I cannot sleep either," whispered {p}.
    """)
    t.beat("""
        "May I come over?" asked {f}. "Be quick," said {p}, and two bare feet ran across the line.
        There was a sound of bare feet. Somebody crossed the line. Then somebody moved over in bed, and there were two under one blanket.
        "That line," said {p}. "Could we have it somewhere else?" "We could have it outside the house," said {f}, "all the way around."
        "You can have half of my window," said {p}. "You can have half of my door," said {f}.
        "I am sorry about the line," said {p}. "I am sorry too," said {f}. "Come over here, and bring your pillow."
    """)
    for p in (t.p, t.f):
        t.feel(p, "happy")
    t.paragraph()
    t.beat("""
        In the morning, the line was gone, and neither of them would say who had taken it away.
        When {g} came to wake them, the line was gone, and both of them were in one bed.
        The next day they took the line away together. It went much faster than putting it there.
        At breakfast the line was gone, and {g} asked about it. "What line?" said {p} and {f}.
        Before breakfast, {p} and {f} tidied the room, and when they were done there was no line any more.
    """)
    _close(t, t.p, t.one(
        "Half a room is small, but a shared room is big.",
        "They still quarreled sometimes, but always on the same side.",
        "If you draw a line, you shut yourself in as well.",
        f"And what was the quarrel about? {t.p} could not remember, and {t.f} could not either.",
    ))
