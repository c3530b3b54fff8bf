"""Fairy tales and small magic, where every magic has a rule and the ending follows from it."""

import lexicon as words
from beats import ending, one_day, opening
from teller import Person

DRAGONS = """Smolder Cinder Scales Rumble Fennel Copper Ash Sizzle Bartle Mossback Orlo Tindra Brass Flint Saffron Pepperwing
Grumbold Coalheart Marrow Sootwing""".split()
GIANTS = """Bol Grum Hurm Oggo Big-Boots Dundle Tolk Morg Hob Stompus Lund Boulder Gorm Old-Oak Humber Brundle Tump
Wumbo Barnabus Thud""".split()
WITCHES = """Hepzibah Grizel Morwenna Agatha Gerda Winifred Ottilie Zenobia Prudence Marjoram Sabina Drusilla Cordelia
Henrietta Brunhilda Griselda""".split()
WIZARDS = """Balthazar Merriweather Alberic Osbert Cornelius Fizzlewick Humphrey Ambrose Leopold Bartholomew Ignatius
Horatio Thaddeus Mortimer Gilbert Zebedee""".split()

# What a well gives
WELL_GIFTS = [
    ("kite", "golden"), ("flute", "silver"), ("crown", "little"), ("bird", "clockwork"), ("cloak", "velvet"),
    ("drum", "golden"), ("rocking horse", "painted"), ("ring", "ruby"), ("ball", "crystal"), ("music box", "silver"),
    ("sword", "shining"), ("harp", "golden"), ("dress", "silk"), ("hat", "tall"), ("boat", "painted"), ("sled", "silver"),
    ("doll", "china"), ("trumpet", "brass"), ("lantern", "glass"), ("carriage", "tiny"),
]
# What it asks for it; how it is missed; how it comes back
WELL_PRICES = [
    ("laugh", "At the fair a clown sat down on a pie. Everyone laughed, but when {p} opened {p.his} mouth, no sound came out.",
     "A frog hopped onto {p}'s foot and croaked, and {p} laughed until {p.his} sides hurt."),
    ("whistle", "{p} tried to whistle for the dog, as {p.he} did every evening. Only air came out, and the dog did not come.",
     "{p} put {p.his} lips together and whistled, and far away the dog barked and came running."),
    ("singing voice", "At bedtime the baby cried for a song. {p} tried to sing, but nothing came out but a croak.",
     "{p} began to sing, and {p.he} sang all the way home to the baby."),
    ("sense of smell", "Fresh bread came out of the oven, and {p} bent over it. It smelled of nothing at all. The roses smelled of nothing too.",
     "Suddenly {p} smelled wet moss and wild mint, and from far away came the smell of fresh bread."),
    ("shadow", "The other children played shadow games on the wall, with rabbits and birds. On the wall, {p} had nothing to show.",
     "The sun came out, and there on the grass, long and dark, lay {p}'s own shadow."),
    ("good night's sleep", "One night {p} could not close {p.his} eyes. {p.He} could not sleep the next night either, nor the next.",
     "{p} gave a great yawn, walked home, and slept until noon."),
    ("favorite color", "One morning {p} looked up, and the sky was as grey as a stone. All the blue in the world was gone for {p.him}.",
     "{p} looked up, and there it was, as blue as could be, the wide and lovely sky."),
    ("memory of summer", "In the winter, everyone sat by the fire and talked of the summer. {p} could not remember one day of it.",
     "All at once {p} remembered it all: warm grass, cold water, and the taste of plums."),
    ("sense of taste", "At supper there was honey cake. {p} took a big bite, and it tasted like paper. The soup tasted like water.",
     "{p} picked a blackberry beside the path, and it was the sweetest that {p.he} had ever tasted."),
    ("dance", "At the harvest feast the fiddle began to play. Everyone danced, but {p}'s feet stood still like two stones.",
     "{p}'s left foot began to tap, and then {p.his} right foot, and {p.he} danced all the way down the hill."),
    ("good luck", "From that day on, {p} dropped every cup, missed every ball and got rained on twice a day.",
     "{p} looked down and found a four-leaf clover right beside {p.his} shoe."),
    ("echo", "{p} stood under the bridge and called hello, as {p.he} had always done. Nothing called back. It felt very lonely.",
     "{p} called hello into the well, and a merry voice called hello from the bottom."),
]

# Questions and answers that a dragon does not find funny
JOKES = [
    ("What has hands but cannot clap?", "A clock"), ("Why do bees hum?", "Because they forgot the words"),
    ("What has a neck but no head?", "A bottle"), ("What goes up when the rain comes down?", "An umbrella"),
    ("What has teeth but cannot bite?", "A comb"), ("Why are fish so clever?", "Because they live in schools"),
    ("What do snowmen eat for breakfast?", "Snowflakes"), ("What has four legs but cannot walk?", "A table"),
    ("Where do sheep get their hair cut?", "At the baa-baa shop"), ("What gets wetter while it dries you?", "A towel"),
    ("What kind of key can climb a tree?", "A monkey"), ("What did the big candle say to the little one?", "I am going out tonight"),
    ("Why did the bicycle fall over?", "Because it was too tired"), ("What has ears but cannot hear?", "A field of corn"),
    ("Why did the clock go to bed?", "Because it was running down"), ("What can you catch but not throw?", "A cold"),
    ("What is full of holes and still holds water?", "A sponge"), ("Why did the cook run away?", "Because the egg was beaten"),
]
SLAPSTICK = [
    "stepped on a broom, and the handle hit {p.him} on the nose", "slipped on the ice and sat down in a bucket of water",
    "fell over {p.his} own scarf and rolled down the slope like a barrel", "sneezed so hard that {p.his} hat flew into a tree",
    "bumped into a tree, and a whole heap of snow fell on {p.his} head", "leaned on a snowman, and it fell on top of {p.him}",
    "got {p.his} foot stuck in a flowerpot and hopped in a circle", "tried to bow, and {p.his} trousers split with a loud rip",
    "bit into an apple, and a worm looked out and waved", "sat down on a pine cone and jumped straight up in the air",
    "tripped on a root and flew head first into a pile of snow, with only {p.his} boots looking out",
    "tried to sit down on a rock, and it was not a rock but a sheep, and it ran away with {p.him}",
]
COLD_TROUBLES = [
    ("the baker's oven had gone out, and all the wood was wet", "lit the baker's oven with one small puff", "bread"),
    ("the well was frozen to the bottom", "breathed on the well until the ice was gone", "dumplings"),
    ("the snow had covered every door", "melted a path to every door", "soup"),
    ("the great fireplace in the hall had gone out, and there was not one dry match", "lit the great fireplace again", "stew"),
    ("the harbor was full of ice, and the boats could not sail", "melted the ice in the harbor with one long breath", "fried fish"),
    ("the bridge was covered with ice, and no one could cross it", "blew the bridge dry from end to end", "pancakes"),
    ("the blacksmith's fire was out, and it would not start again", "lit the blacksmith's fire with one small puff", "roast potatoes"),
    ("the lamp in the lighthouse was dark, and the ships could not see", "lit the great lamp in the lighthouse", "pea soup"),
]

BLOWN = [
    "hats", "shirts and socks", "roof tiles", "haystacks", "umbrellas", "chimney pots", "pillows", "garden gates", "buckets",
    "flowerpots", "apples", "pots and pans", "letters", "straw beds", "beehives", "kites",
]
# What tickled the giant; what was done about it
TICKLES = [
    ("a wren had built her nest in his mustache", "carried the nest, wren and all, to a quiet bush"),
    ("a long feather hung down from his nightcap, right in front of his nose", "climbed up and pulled the feather out"),
    ("a spider was swinging on a thread under his nose", "caught the spider in a cup and set it down in the heather"),
    ("his pillow was full of pepper plants", "shook out the pillow and filled it with soft hay"),
    ("a field of dandelions was growing beside his bed", "picked every dandelion and tied them up in a sack"),
    ("a little goat was eating its way through his beard", "led the goat out of the beard with a carrot"),
    ("a family of mice was living in his left ear", "talked to the mice, and they moved to a hollow log"),
    ("a lost kite was stuck in his hair, and its tail tickled his nose", "climbed into the hair and took down the kite"),
    ("a swarm of tiny moths had made a home in his scarf", "shook out the scarf and hung it in the sun"),
    ("a pear tree in bloom was dropping petals into his nose", "tied back the branches with a long rope"),
]
# What came later; what one sneeze did
NEED_WIND = [
    ("the wind went to sleep, and the mill stood still", "the mill wheel spun, and there was flour for everyone"),
    ("a thick fog came, and the fishing boats could not find the harbor", "the fog flew away, and all the boats came home"),
    ("a black cloud of hungry beetles came for the corn", "the beetles were blown right over the mountains, and the corn was saved"),
    ("the rain clouds stayed on the far side of the mountain, and the fields were dry", "the clouds sailed over, and the rain came down"),
    ("snow lay so deep on the road that no one could leave", "the snow flew off the road like feathers"),
    ("the king's ship lay in the bay and could not sail home", "the sails filled, and the ship flew over the sea"),
    ("smoke from a forest fire drifted over the houses", "the fire went out like a candle"),
    ("the apple trees had grown so tall that no one could pick the apples", "all the apples came down at once, like a red rain"),
]

# What was wanted; two things that sound like it; why it was wanted
RHYMES = [
    ("coat", "goat", "boat", "{p.his} old coat had more holes than cloth"),
    ("hat", "rat", "mat", "{p.his} hat had blown into the river"),
    ("cake", "snake", "rake", "it was {p.his} brother's birthday"),
    ("chair", "bear", "pear", "{p.his} grandfather had nothing to sit on"),
    ("flag", "stag", "bag", "tomorrow was the big parade"),
    ("box", "fox", "pair of socks", "{p.he} wanted to send a present to {p.his} aunt"),
    ("pail", "snail", "nail", "{p.his} old one leaked"),
    ("rug", "bug", "jug", "the floor at home was as cold as ice"),
    ("spoon", "baboon", "balloon", "there was soup at home and nothing to eat it with"),
    ("rope", "antelope", "bar of soap", "{p.he} wanted to hang up a swing"),
    ("wig", "pig", "fig", "{p.he} was to be a judge in the school play"),
    ("bell", "gazelle", "shell", "{p.his} cow was always getting lost"),
    ("clock", "peacock", "rock", "{p.he} was late for school every day"),
    ("sack", "yak", "rack", "{p.he} had ripe potatoes and nothing to put them in"),
    ("book", "rook", "hook", "{p.he} had read all {p.his} old ones twice"),
    ("boat", "goat", "coat", "{p.he} longed to see the island in the lake"),
    ("pen", "hen", "wren", "{p.he} had to write a letter to {p.his} sister"),
    ("pie", "fly", "tie", "guests were coming to supper"),
    ("log", "dog", "clog", "the fire was nearly out"),
]


def _being(t, kind, names, he=None, adjective="old"):
    """A magic being with a name, who can feel and promise like everyone."""
    return t._enter(Person(t.deal(names), kind, he or t.one("he", "she"), adjective))


def _magician(t):
    """A witch or a wizard."""
    if t.chance(0.5):
        return _being(t, "witch", WITCHES, "she", t.one("old", "kind", "merry"))
    return _being(t, "wizard", WIZARDS, "he", t.one("old", "kind", "merry"))


def fair_well(t):
    t.p, t.w = t.child(), _being(t, "well", ["the well"], "he")
    noun, adjective = t.deal(WELL_GIFTS)
    t.gift = t.named_thing(noun, adjective)
    price, missed, back = t.deal(WELL_PRICES)
    t.price, t.missed, t.back = t.named_thing(price), missed.format(p=t.p), back.format(p=t.p)
    t.take(t.p, t.price)
    opening(t, t.p)
    t.beat("""
        More than anything, {p} wanted {gift.a}, but such a thing cost far too much.
        {p} had seen {gift.a} in a shop window, and now {p.he} could think of nothing else.
        Every night {p} dreamed of the same thing, and that was {gift.a}.
        {p.He} had bread and a bed and good friends, but {p.he} wanted one thing more. {p.He} wanted {gift.a}.
        "If only I had {gift.a}!" {p.he} said, every morning and every evening.
        {p} had only one wish, and it was for {gift.a} of {p.his} own.
    """)
    t.paragraph()
    t.beat("""
        In the woods there was an old well that could talk. One day, {p} leaned over it and whispered {p.his} wish.
        People said that the well behind the church could grant wishes. So {p} went there and told it what {p.he} wanted.
        One evening {p} sat down on the edge of an old well and sighed. "I heard that," said a deep voice. It was the well. "What do you wish for?" And {p} told it.
        At the end of the lane stood a well with green moss on its stones. "Make a wish," it said one day, as {p} came by. {p} knew at once what to say.
        Far out in a field there was a well that nobody used. {p} dropped a pebble in, and a voice said, "Tell me your wish." So {p} did.
    """)
    t.beat("""
        "I can give you {gift.a}," said the well, "but I am a fair well. When I give something, I take something. I will take your {price}."
        "You shall have it," said the well. "But nothing is free. For {gift.the} you must leave me your {price}."
        "That is easy," said the well. "But there is one rule. Something must go down for something to come up. Give me your {price}."
        "{gift.The}? Very well," said the well. "I give, and I take. That is my rule. I will take your {price} for it."
        "I will trade with you," said the well. "You get {gift.the}, and I get your {price}. If you ever want to trade back, you may."
    """)
    t.beat("""
        "Is that all?" said {p}. "Take it!"
        {p} did not think for long. "I agree," {p.he} said.
        "Then it is a trade," said {p} at once.
        "I will not miss it," {p} thought, and {p.he} nodded.
        {p} laughed a little. It seemed such a small price. "Yes," {p.he} said.
    """)
    t.paragraph()
    t.give(t.price, t.p, t.w)
    t.take(t.p, t.gift)
    t.beat("""
        Up came the bucket, and in it lay {gift.the}. It was even finer than {p} had hoped.
        The rope creaked, the bucket rose, and there was {gift.the}, shining in the light.
        There was a splash, and then the bucket came up by itself. In it was {gift.the}. {p} ran home with it.
        The water bubbled. Up came the bucket with {gift.the}, and {p} held it in both hands.
        Slowly the bucket came up out of the dark. {p} looked in, and there was {gift.the}!
    """)
    t.feel(t.p, "sad")
    t.beat("""
        For a few days {p} was happy. Then something strange happened. {missed}
        At first {p} could not stop looking at it. But soon something was wrong. {missed}
        Everyone came to look at it, and {p} was proud. But it did not last. {missed}
        All was well for a little while. {missed}
        {p} was sure that it had been a good trade. Then {p.he} found out what it meant. {missed}
    """)
    t.beat("""
        {p} looked at {gift.the}. It was still beautiful, but it did not make {p.him} happy any more.
        That night, {p} put {gift.the} in a corner and did not look at it.
        "I was so foolish," said {p}. "I gave away something that was really mine."
        {p} sat on {p.his} bed and cried. What good was {gift.the} now?
        Now {p.he} knew what {p.he} had paid, and it was too much.
    """)
    t.paragraph()
    t.beat("""
        The next day, {p} went back to the well. "Please, may I have my {price} again?" {p.he} asked.
        So {p} took {gift.the} and walked back to the well. "I want my {price} back," {p.he} said.
        As soon as it was light, {p} ran to the well. "I want to trade back," {p.he} called into the dark.
        "I made a mistake," {p} told the well in the morning. "Will you give me my {price} back?"
        At sunrise {p} stood at the well. "Please, let us trade back," {p.he} said.
        {p} could not wait. {p.He} ran back to the well and asked for {p.his} {price}.
    """)
    t.give(t.gift, t.p, t.w)
    t.give(t.price, t.w, t.p)
    t.beat("""
        "There is one rule," said the well. "Something must go down." {p} laid {gift.the} in the bucket and let it go.
        "A fair trade works both ways," said the well. So {p} put {gift.the} in the bucket, and down it went.
        "Of course," said the well, "but then you must give me what I gave you." {p} gave {gift.the} one last look and let it fall.
        The well was not angry. "Put it in the bucket," it said. {p} did, and did not even feel sorry.
        "I like my {price} better," said {p}, and {p.he} lowered {gift.the} into the dark with {p.his} own hands.
        "One goes down, and the other comes up," said the well. {p} let go of {gift.the}, and it sank without a sound.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        Far below there was a splash. {back}
        For a moment nothing happened. Then it did. {back}
        The water gave a gurgle, and {p} felt warm from head to toe. {back}
        "There you are," said the well. {back}
        The rope shook, and something came up that nobody could see. {back}
        "It was never happy down here," said the well. "It belongs to you." {back}
    """)
    t.paragraph()
    ending(t, t.p, t.one(
        f"After that, {t.p} still liked pretty things, but {t.p.he} always asked first what they cost.",
        "The best things we own are often the ones we forget that we have.",
        f"And {t.p} never traded {t.p.his} {t.price} again, not for all the gold in the world.",
        "You may look for treasure all your life and have it with you all the time.",
        f"\"I was rich before,\" said {t.p}, \"and I did not know it.\"",
    ))


def dragon_fire(t):
    t.p, t.d = t.child(), _being(t, "dragon", DRAGONS)
    t.trouble, t.fixed, t.meal = t.deal(COLD_TROUBLES)
    t.q1, t.a1 = t.deal(JOKES)
    t.slip = t.deal(SLAPSTICK).format(p=t.p)
    t.where = t.one("in a cave on the mountain", "on top of a bare hill", "behind the frozen waterfall", "in an old castle",
                    "at the far end of the valley", "in a hole under the great rock")
    t.feel(t.d, "lonely")
    t.beat("""
        Once upon a time, there was a winter so cold that words froze in the air. In one village, {trouble}.
        Once upon a time, in the coldest winter of all, a village was in trouble, because {trouble}.
        It was the coldest winter that anyone could remember. In the village {trouble}.
        One winter the frost came early and stayed late. In a village at the foot of the hills, {trouble}.
        Once upon a time, the snow fell for forty days on a little village. Then things got even worse, because {trouble}.
    """)
    t.beat("""
        "We need fire," said the people. "Dragon fire," said {p.an} {p.kind} named {p} with a red nose. "I will go and ask the dragon."
        The people shook their heads, but {p.an} {p.kind} named {p} had an idea. "A dragon could help us," {p.he} said. Everyone was afraid to go, so {p} went alone.
        Nobody knew what to do. Then {p.an} {p.kind} named {p} spoke up. "There is a dragon," said {p}, "and dragons have fire." And {p.he} put on two coats and went.
        Only one person was not too cold to think. It was {p.a_kind} named {p}. "I will ask the dragon for a little fire," {p.he} said.
        "If only we knew a dragon!" said an old man. "I know where one lives," said {p.an} {p.kind} called {p}, and {p.he} set off through the snow.
    """)
    t.paragraph()
    t.beat("""
        The dragon lived {where}. {d.His} name was {d}. {d.He} was as big as a barn, and {d.he} was shivering.
        {where}, {p} found a green dragon who was called {d}. {d.He} had wrapped {d.his} tail around {d.himself} to keep warm.
        After a long walk, {p} found the dragon {where}. "I am {d}," said the dragon politely, "and I am f-f-freezing."
        {p} climbed and climbed. {where} lay a dragon with ice on {d.his} wings. "Hello," said the dragon. "I am {d}. Nobody ever comes here."
        At last {p} came to the dragon, who lived {where}. "I am {d}," the dragon said. "Please come in and shut the wind out."
        The dragon was not hard to find. {d.He} lived {where}, and the name {d} was scratched on a stone. {d.His} teeth were chattering.
    """)
    t.beat("""
        {p} asked for a little fire. "Fire?" said {d}. "I have none. A dragon's fire is lit by laughing, and I have been alone so long that I forgot how to laugh."
        {p} told the dragon about the village. "I would like to help," said {d}, "but my fire is out. Only a good laugh can light it again, and I have had nothing to laugh about for a hundred years."
        "Please help us with your fire," said {p}. {d} opened {d.his} mouth, and only a bit of cold smoke came out. "My fire went out," {d.he} said sadly. "It lights when I laugh. But who laughs alone?"
        "May we have some of your fire?" asked {p}. "My fire sits just behind my laugh," said {d}. "When I laugh, it burns. But I have been lonely for so long that both are gone."
        "Do you have a little fire for us?" asked {p}. "Oh, fire," said {d} with a sigh. "I used to have it. A dragon has to laugh to burn. And I have sat here for years with nobody to laugh with."
        "We need your fire," said {p}. {d} blew as hard as {d.he} could. Not one spark came. "You see?" {d.he} said. "A dragon burns only when a dragon laughs, and I have no one to laugh with."
    """)
    t.paragraph()
    t.beat("""
        "Then I will make you laugh," said {p}. "{q1}" The dragon did not know. "{a1}!" said {p}. "Oh," said {d}. "That is quite true."
        So {p} told a joke. "{q1}" asked {p}. "{a1}!" But {d} only thought about it for a long time and nodded.
        "I know a joke," said {p}. "{q1}" "I cannot tell," said {d}. "{a1}!" said {p}. {d} looked worried. "Is that so?" {d.he} said.
        "Listen," said {p}. "{q1}" {d} shook {d.his} great head. "{a1}!" cried {p}. {d} did not even smile.
        {p} knew many jokes and began with the best one. "{q1}" {d} blinked. "{a1}!" said {p}. "Could you explain that?" asked {d}.
        "Let me try," said {p}. "{q1}" The dragon scratched an ear. "{a1}!" "I see," said {d} after a while. "How interesting."
    """)
    t.beat("""
        {p} made a funny face. "Are you ill?" asked {d}.
        {p} walked like a duck and quacked like one. "Very good," said {d} politely, but there was no fire.
        {p} tickled the dragon under the chin. It was no use. The scales were too thick.
        Then {p} sang a silly song about a pig in a hat. {d} asked what kind of hat it was.
        {p} stood on {p.his} head and wiggled {p.his} feet. "You will get a headache," said {d}.
    """)
    t.paragraph()
    t.beat("""
        "I give up," said {p}. {p.He} turned to go, and just then {p.he} {slip}.
        {p} was ready to go home. But as {p.he} got up, {p.he} {slip}.
        "It is no use," said {p} with a sigh. At that very moment {p.he} {slip}.
        {p} did not want to be funny any more. And that was when {p.he} {slip}.
        "At least I tried," said {p}. {p.He} waved goodbye, and at the same time {p.he} {slip}.
        {p} had no more ideas. Then, by pure bad luck, {p.he} {slip}.
    """)
    t.feel(t.d, "happy")
    t.beat("""
        {d} stared. {d.His} mouth began to twitch. Then {d.he} laughed, a great rumbling laugh, and a long red flame shot up into the sky.
        There was a snort. There was a giggle. And then {d} laughed so hard that fire came out of {d.his} nose and melted the snow all around.
        It was quiet for a moment. Then {d} began to laugh. {d.He} laughed until {d.he} cried, and each "ha" was a ball of golden fire.
        "Ha," said {d}. "Ha, ha!" With the third "ha" came a spark, and with the fourth came a flame as long as a ship.
        {d} looked at {p} with round eyes. Then something shook in the dragon's belly. It was a laugh, and after the laugh came a flame as bright as the sun.
        First {d} smiled. Then {d} roared with laughter, and the roar turned into fire, and the whole mountain glowed.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        "Climb on!" said {d}. {p} climbed on, and they flew down to the village. There {d} {fixed}, and everyone cheered.
        {d} took {p} on {d.his} back and flew to the village. At first the people hid. Then {d} {fixed}, and they came out and clapped.
        Together they flew home. {d} {fixed}, and the bells rang for joy.
        It did not take long to fly to the village. The dragon {fixed}, and the people forgot to be afraid.
        "Hold on tight!" said {d}, and they flew. Before the clock struck again, {d} {fixed}. How the people stared!
        {p} ran ahead to say that nobody should be afraid. Then {d} came down out of the clouds and {fixed}.
    """)
    t.beat("""
        That evening, {d} ate forty helpings of {meal} and was not alone.
        The people thanked {d} with a bathtub full of {meal}.
        There was a feast with {meal} for all, and the dragon got the biggest share.
        {d} stayed for supper, which was {meal}, and {d.he} stayed for breakfast too.
        Then everyone sat down to {meal}, and the children slid down the dragon's tail.
        There was a feast of {meal}, and {d} had to tell the people how it had all happened.
    """)
    ending(t, t.p, t.one(
        f"Every Sunday after that, {t.p} went to see {t.d} and told {t.d.him} a new joke.",
        f"{t.d} never lost {t.d.his} fire again, because {t.d.he} was never lonely again.",
        "A laugh warms two people at once.",
        f"And in the end {t.d} even understood the joke.",
        "Some fires need no wood. They only need a friend.",
    ))


def sneezing_giant(t):
    t.p, t.g = t.child(), _being(t, "giant", GIANTS, "he")
    t.b1, t.b2 = t.deal(BLOWN[0::2]), t.deal(BLOWN[1::2])
    t.tickle, t.remedy = t.deal(TICKLES)
    t.later, t.saved = t.deal(NEED_WIND)
    t.powder = t.one("a pinch of pepper", "a long feather", "a bunch of dandelions", "a bag of pepper", "a goose feather")
    opening(t, t.p)
    t.beat("""
        On the mountain above lived a giant, and he had a terrible sneeze.
        High up on the mountain lived a giant, and every day the giant sneezed.
        It was a pretty place, but it had one trouble. On the mountain lived a giant who could not stop sneezing.
        The people there had a neighbor, and he was a giant. Nobody minded that he was big. They only minded his sneezing.
        Not far away, on a high mountain, lived a giant. You could not see him from below, but you could hear him sneeze.
        Behind the houses rose a mountain, where a giant sat and sneezed, day and night.
    """)
    t.beat("""
        "Aaah-choo!" it went, and {b1} and {b2} flew through the streets.
        Each time he went "Achoo!", the wind took {b1} and {b2} and carried them over the hills.
        With every sneeze, {b1} flew up into the trees, and {b2} rolled down the road.
        When he sneezed, the houses shook. Away flew the {b1}, and away flew the {b2}.
        Every time, the sneeze came down like a storm. It swept away {b1}, and it swept away {b2}.
        People had to tie down the {b1} and hold on to the {b2}, because the next "Achoo!" was never far away.
    """)
    t.paragraph()
    t.feel(t.p, "curious")
    t.beat("""
        "He does it to be mean!" the people cried. "Has anyone asked him?" said {p}. Nobody had. So {p} put on strong boots and climbed the mountain.
        "We must chase him away," said the people. {p} was not so sure. "First I will ask him why he sneezes," {p.he} said, and {p.he} started to climb.
        The people were angry and wrote the giant an angry letter, but the next sneeze blew it back. "I will go and talk to him," said {p}.
        Some wanted to move away, and some wanted to fight. {p} wanted to know why. Early one morning {p.he} went up the mountain.
        Nobody dared to go near the giant. But one day {p} thought, "Nobody sneezes for fun," and {p.he} went to see for {p.himself}.
    """)
    t.paragraph()
    t.feel(t.g, "sad")
    t.beat("""
        The giant sat on a rock with a handkerchief as big as a sail. "I am {g}," he said. "I am so sorry about the sneezing. I try to hold it in, but I cannot."
        At the top sat the giant, with a nose as red as an apple. "Hold on to a tree," he said. "I am {g}, and I am going to - achoo!" {p} held on just in time.
        The giant's name was {g}, and his eyes were wet. "Are they angry with me?" he asked. "I do not know why I sneeze. It tickles and tickles, and then it happens."
        There lay the giant, {g}, with his face in his hands. "Go away, little one," he said. "I do not want to blow you off the mountain."
        {p} found the giant behind a cloud. His nose was red, and he looked tired. "My name is {g}," he said. "I have not slept for a week, because I wake myself up."
        "Please do not be angry," said the giant, before {p} could speak. "I am {g}. I would stop if I could. There is always a tickle, and I cannot find it."
    """)
    t.beat("""
        "Let me have a look," said {p}. {p.He} climbed up by the giant's buttons and looked around. And what did {p.he} see? {tickle}!
        "Keep very still," said {p}. {p.He} climbed from the giant's knee to his elbow, and from there to his chin. "No wonder!" {p.he} cried. {tickle}!
        {p} walked all around the giant and looked carefully. Then {p.he} saw it. {tickle}!
        "Something must be tickling you," said {p}. {p.He} looked up, and {p.he} looked down, and then {p.he} laughed. {tickle}!
        "May I come closer?" asked {p}. {g} put out his hand and lifted {p.him} up to his face. "There it is!" said {p}. {tickle}!
        {p} asked him to sit still and close his eyes. Then {p.he} went over every inch of the giant, and {p.he} found it. {tickle}!
    """)
    t.paragraph()
    t.beat("""
        It took a whole hour, but {p} {remedy}. {g} waited for the next sneeze. It did not come.
        So {p} rolled up {p.his} sleeves. {p.He} {remedy}. The tickling stopped at once.
        {p} knew just what to do. {p.He} {remedy}. "Oh!" said {g}. "It is gone!"
        With great care, {p} {remedy}. They both held their breath. There was no sneeze.
        {p} set to work. {p.He} {remedy}. {g} opened one eye, then the other. "The tickle has stopped," he whispered.
        "This will not hurt," said {p}. {p.He} {remedy}. The giant took a long, deep breath, and nothing happened at all.
    """)
    t.feel(t.g, "happy")
    t.promise(t.g, "help")
    t.beat("""
        "You are the first one who ever asked," said {g}. "If you need a giant, call me. I promise that I will come."
        "How can I thank you?" asked {g}. "One day you may need me. Call, and I will help. That is a promise."
        {g} smiled a smile as wide as a gate. "I promise you one thing," he said. "When you need me, I will be there."
        "I will not forget this," said {g}. "I promise to help you, whenever you ask."
        A tear of joy fell from the giant's eye and made a pond. "Call me when you need me," he said. "I will come. I promise."
        "Little friend," said {g}, "a giant never forgets. I promise to help when you call."
    """)
    t.paragraph()
    t.beat("""
        Now it was quiet in the village. But in the second year {later}. Nobody knew what to do.
        A year went by without one sneeze. Then {later}.
        The people were glad. But later on, {later}, and they were in trouble.
        For a long time all was well. Then one day {later}.
        That was the end of the sneezing. But some time after that, {later}.
        Everything stayed where it belonged. Yet trouble came in another way, for {later}.
    """)
    t.keep(t.g, "help")
    t.beat("""
        {p} took {powder} and ran up the mountain. "{g}!" {p.he} called. "We need one big sneeze!" {p.He} held it under the giant's nose. "Aaaah-choo!" And {saved}.
        "I know who can help," said {p}, and {p.he} went to {g} with {powder}. The giant took one sniff. "Achoo!" It was the biggest sneeze of all, and {saved}.
        "What we need is wind," said {p}, "and I know where to get it." {p.He} brought {g} {powder}. He sniffed at it, turned his head and sneezed. "Achoo!" And {saved}.
        The others shook their heads, but {p} packed {powder} and climbed up to the giant. "Now you may sneeze as hard as you can," {p.he} said. {g} took a breath. "Aaah-choo!" And {saved}.
        "Do you remember your promise?" {p} asked the giant. "Of course," said {g}. {p} tickled his nose with {powder}, and he sneezed one mighty sneeze. At once {saved}.
        Then {p} thought of {g} and his promise. {p.He} went up with {powder}, and the giant was glad to help. "Stand back!" he said. "Achoo!" And {saved}.
    """)
    t.paragraph()
    t.feel(t.p, "proud")
    ending(t, t.p, t.one(
        "\"Bless you!\" shouted the whole village, and they meant it.",
        f"After that the people knitted {t.g} a handkerchief, and it took all the wool of forty sheep.",
        f"Since that day, nobody called {t.g} a bad neighbor again.",
        "Even a sneeze is a good thing, if it comes at the right time.",
        "It is always better to ask why than to be angry.",
    ))


def forgetful_witch(t):
    t.p, t.w = t.child(), _magician(t)
    want, animal, other, why = t.deal(RHYMES)
    t.want, t.animal, t.other = t.named_thing(want), t.named_thing(animal), t.named_thing(other)
    t.why, t.first = why.format(p=t.p), want[0].upper()
    t.cry = animal.capitalize()
    t.wand = t.one("wand", "wooden spoon", "broomstick", "crooked stick", "umbrella", "feather pen")
    t.beat("""
        Once upon a time, there was {w.an} {w.kind} named {w}, who could make anything appear. There was just one trouble. {w.He} forgot things.
        Once upon a time, {w.an} {w.kind} named {w} lived at the edge of a village. {w.His} magic was strong, but {w.his} memory was weak.
        At the end of Crooked Lane lived {w.an} {w.kind} named {w}. {w.He} could do real magic, but {w.he} forgot where {w.he} put {w.his} shoes, and {w.he} forgot words too.
        {w} was the most forgetful {w.kind} in the land. {w.He} put salt in {w.his} tea and wore {w.his} hat to bed.
        Everybody liked {w.an} {w.kind} named {w} with a house full of cats and books. But nobody liked to ask {w.him} for magic, because {w.he} forgot half of every word.
    """)
    t.beat("""
        One day a {p.kind} named {p} knocked at {w.his} door. "Please, I need {want.a}," said {p}. It was because {why}.
        One morning there came {p.an} {p.kind} called {p}. {p.He} needed {want.a}, because {why}.
        On a wet Monday, {p.an} {p.kind} named {p} came to the door. "Could you make me {want.a}?" {p.he} asked. {p} needed it because {why}.
        One evening {p.an} {p.kind} named {p} from the village rang the bell. {p.He} wished for {want.a}, because {why}.
        Then {p.an} {p.kind} named {p} from the next street came by with a wish. {p.He} wanted {want.a}, because {why}.
        "I have come for some magic," said {p.an} {p.kind} named {p} with wet shoes. What {p.he} needed was {want.a}, because {why}.
    """)
    t.paragraph()
    t.beat("""
        "Nothing is easier," said {w}. {w.He} waved {w.his} {wand} and said a word. There was a bang, and out of the smoke came {animal.a}!
        "Of course!" said {w}. {w.He} lifted {w.his} {wand}. "One, two, three, {animal}!" And there in the middle of the room stood {animal.a}.
        "Right away," said {w}, and {w.he} swung {w.his} {wand}. Whoosh! There was no {want}. There was {animal.a}, and it looked very surprised.
        {w} closed {w.his} eyes, waved {w.his} {wand} and spoke. Pop! On the table sat {animal.a}.
        "{want.a}? I can do that in my sleep," said {w}. {w.He} turned around three times with {w.his} {wand}. And there was {animal.a}, right beside the stove.
        {w} was glad to help. {w.He} knocked on the floor with {w.his} {wand} and cried, "{cry}!" And {animal.a} climbed out of the coal box.
    """)
    t.beat("""
        "That is not {want.a}," said {p}. "Is it not?" said {w}. "Well, it sounds nearly the same."
        "Oh dear," said {w}. "I knew the end of the word, but I forgot how it began."
        {p} looked at it. "I said {want}, not {animal}," {p.he} said. {w} turned red.
        "It is a nice {animal}," said {p}, "but I need {want.a}." "I am sorry," said {w}. "The end was right."
        "Is that what you asked for?" said {w}. {p} shook {p.his} head. "Not quite," {p.he} said.
        The {animal} looked at {p}, and {p} looked at the {animal}. "There has been a mistake," said {p}.
    """)
    t.beat("""
        {w} tried again. Bang! This time it was {other.a}.
        So {w} did it once more. Now there was {other.a} on the floor.
        The second time, {w} shouted, and down from the ceiling fell {other.a}.
        "Once more," said {w}. There was a puff of green smoke, and {p} was holding {other.a}.
        "I will get it now," said {w}. But what fell out of the air was {other.a}.
        {w} rubbed {w.his} head and had another try, and then there was {other.a} as well.
    """)
    t.paragraph()
    t.feel(t.w, "sad")
    t.beat("""
        {w} sat down and hid {w.his} face. "That is how it always goes," {w.he} said. "In magic, the whole word must be right. If the first letter is wrong, you get something that rhymes."
        "I am no good," said {w}. "The rule of magic is simple. Say the word and you get the thing. But I can never remember how a word begins."
        {w} let {w.his} {wand} fall. "One wrong letter, and you get the wrong thing," {w.he} said. "And I always forget the first one."
        {w} was close to tears. "Magic listens to every letter," {w.he} said, "and the first one slips out of my head like a fish."
        "It is my own fault," {w} said sadly. "A spell works only if the whole word is right. I always have the tail of the word and never the head."
        {w} put down {w.his} {wand}. "The magic does what I say and not what I mean," {w.he} said. "If I say the start of the word wrong, the wrong thing comes."
    """)
    t.feel(t.p, "curious")
    t.beat("""
        {p} thought about this. Then {p.he} took a piece of chalk and wrote one big letter on the wall. It was {first}. "Look at this and begin there," {p.he} said.
        "Then do not remember it," said {p}. "Read it!" And {p.he} took a pencil and wrote a large {first} on the back of {w}'s hand.
        "I can help with that," said {p}. {p.He} bent a bit of wire until it looked like the letter {first}. "Hold this while you speak," {p.he} said.
        {p} looked at the {animal}, and {p.he} looked at the {other}. Then {p.he} took a sheet of paper, wrote the letter {first} on it, and held it up high.
        "If the first letter is the trouble," said {p}, "then we will keep it where you can see it." {p.He} painted a big {first} on a plate and put it on the shelf.
        {p} broke a piece of dough into strips and made the letter {first} out of it. "There," {p.he} said. "Now the word cannot lose its head."
    """)
    t.paragraph()
    t.take(t.p, t.want)
    t.feel(t.w, "happy")
    t.feel(t.p, "happy")
    t.beat("""
        {w} looked at the letter. {w.He} took a deep breath. "{want}!" {w.he} said, and there it was, {want.a}, just as it should be.
        {w} looked, and took {w.his} time, and said the word from front to end. There was no bang at all. There was only {want.a}, exactly the right one.
        "{first}," said {w} slowly. "{first}. {want}!" A soft wind blew through the room, and in {p}'s arms lay {want.a}.
        This time {w} did not hurry. {w.He} read the letter and said the word. And before them stood a beautiful {want}.
        {w} put one finger on the letter and did not take it away. "{want}," {w.he} said, loud and clear. And it was {want.a}, from one end to the other.
        First {w} read it in a whisper. Then {w.he} said it out loud. "{want}!" And there lay {want.a}, at {p}'s feet.
    """)
    t.beat("""
        "I did it!" cried {w}, and {w.he} danced around the table. "We did it," said {p}.
        "It is perfect," said {p}. {w} was so happy that {w.he} forgot to be forgetful.
        {w} hugged {p} and then hugged the {animal}, which was still there.
        "So simple!" said {w}. "Why did I never think of that?" "Maybe you did," said {p}, "and forgot it."
        "Hooray!" shouted {w}, and {w.his} hat fell off.
        {p} clapped, and {w} took a deep bow.
    """)
    t.paragraph()
    t.beat("""
        Then {w} made a sign for each letter and hung them all over the house.
        From then on, {p} came every Saturday, and they wrote down words together in a thick red book.
        {w} bought a notebook that day and wrote everything in it, from A to Z.
        After that there were letters on every wall, and the spells came out right, or almost always.
        Soon there was a letter on the wall for every word that {w} needed.
        After that {w} wrote each word on a card, and {p} helped {w.him} to put the cards in a box.
    """)
    t.beat("""
        And the {animal}? It liked the house, and it stayed.
        The {animal} did not want to leave. It sleeps beside the stove to this day.
        {w} kept the {animal}, because {w.he} had grown fond of it.
        As for the {animal}, it became the best friend that {w} ever had.
        And what about the {animal}? It has a bed of its own now, right by the window.
        Nobody wanted to send the {animal} away. It stayed and was happy there.
    """)
    ending(t, t.p, t.one(
        "Nobody has to remember everything, if there is a pencil in the house.",
        "It is no shame to forget, as long as you let a friend help you.",
        "A small letter can make a big difference.",
        "",
        "Take your time with the first step, and the rest will follow.",
    ))


TREE_KINDS = ["oak", "beech", "willow", "chestnut tree", "elm", "walnut tree", "pear tree", "pine", "linden tree", "maple", "fig tree"]
KEEPERS = """Old Knot|Mother Bark|Mr. Twigg|Grandfather Moss|Lady Leaf|Mrs. Burr|Old Hazel|Miss Fern|Little Root|Mr. Cobweb
Aunt Acorn|Uncle Stump""".replace("\n", "|").split("|")
# What is behind the door; what lies there (adjective, noun); what it is like
INSIDE = [
    ("an orchard where the apples were made of gold", ("golden", "apple"), "It was warm and heavy, like a small sun"),
    ("a valley where it was always spring", ("singing", "flower"), "It hummed a tune that nobody could forget"),
    ("a town of paper houses under a paper sky", ("paper", "bird"), "It flapped its wings and said peep"),
    ("a beach under a green moon", ("blue", "shell"), "It glowed when the waves came in"),
    ("a forest of glass trees", ("glass", "leaf"), "It rang like a bell when the wind touched it"),
    ("a library where the books whispered to each other", ("whispering", "book"), "It was no bigger than a matchbox"),
    ("a market where mice sold cheese and thread", ("silver", "thimble"), "It shone like a star among the crumbs"),
    ("a meadow full of sheep as small as mice", ("tiny", "bell"), "It tinkled like a drop of rain"),
    ("a lake on which little lamps were floating", ("floating", "lamp"), "It burned without oil and never grew hot"),
    ("a hall with a thousand clocks, and all of them ran backward", ("backward", "clock"), "It ticked as softly as a beetle"),
    ("a garden where butterflies slept in the flowers like babies", ("striped", "feather"), "It was as soft as breath"),
    ("a mountain of colored stones", ("rainbow", "stone"), "It changed from red to green to blue"),
    ("a kitchen where the pots cooked by themselves", ("dancing", "spoon"), "It stirred the air and made it smell of cake"),
    ("a night sky below and a green field above", ("upside-down", "star"), "It hung from its point and twinkled"),
    ("a village of snails with lanterns on their shells", ("little", "lantern"), "It gave a soft pink light"),
]
# What is given at the end; what became of it
TREE_GIFTS = [
    ("an acorn", "The acorn grew into a tree with a door just big enough for a mouse"),
    ("a small key", "The key fits the door in the tree, and {p} may go back every spring"),
    ("a green leaf that would never dry", "The leaf lies in a book now, and it is as green as on the first day"),
    ("a warm pebble", "The pebble is in {p}'s pocket now, and {p.his} hands are never cold in the winter"),
    ("a wooden whistle", "The whistle calls all the birds in the wood whenever {p} blows it"),
    ("a jar of honey", "The jar is never quite empty, no matter how much {p} eats"),
    ("a pair of green socks", "The socks are magic, and in them {p} never gets lost in the woods"),
    ("a bread roll with nuts", "The roll was small, and yet it was enough for {p}'s whole family"),
]


def door_in_tree(t):
    t.p = t.child()
    t.k = _being(t, "keeper", KEEPERS)
    if t.k.name.startswith(("Mr.", "Uncle", "Grandfather")):
        t.k.__init__(t.k.name, "keeper", "he", "old")
    elif t.k.name.startswith(("Mrs.", "Miss", "Aunt", "Mother", "Lady")):
        t.k.__init__(t.k.name, "keeper", "she", "old")
    t.tree = t.one(*TREE_KINDS)
    t.world, (adjective, noun), t.like = t.deal(INSIDE)
    t.prize = t.named_thing(noun, adjective)
    t.gift, later = t.deal(TREE_GIFTS)
    t.later = later.format(p=t.p)
    man = ("a little man with a beard of moss", "a little old man with twigs in his hair", "someone no taller than a chair")
    woman = ("a little woman in a coat of leaves", "a tiny old woman with a cane", "someone no taller than a chair")
    t.little = t.one(*(man if t.k.he == "he" else woman))
    opening(t, t.p)
    t.day = one_day(t)
    t.beat("""
        Not far away stood an old {tree}. {day}, {p} walked around it and saw something new. There was a door in it.
        {day}, {p} sat down under an old {tree} to rest, and something hard pressed against {p.his} back. It was the knob of a small door.
        {day}, {p} followed a line of ants to an old {tree}. The ants marched right in under a small green door.
        {day}, the wind blew the ivy off an old {tree}. Behind the ivy {p} saw a small round door.
        Every day {p} passed an old {tree} on the way to school. {day}, there was a door in it that had not been there before.
    """)
    t.beat("""
        Over it, somebody had carved some words: "Whoever comes in may go out. What belongs inside stays inside."
        A sign on it said, "You may look at everything. What belongs inside stays inside."
        On the wood were these words: "Welcome! But take nothing. What belongs inside stays inside."
        In tiny letters it said, "One rule: what belongs inside stays inside." {p} did not think much about it.
        Beside it hung a board. "Visitors are welcome," it said. "What belongs inside stays inside."
        Around the frame ran a line of letters, and {p} read it out loud: "Come in and look. What belongs inside stays inside."
    """)
    t.paragraph()
    t.beat("""
        {p} knocked three times, and the door opened. Behind it was {world}!
        {p} pushed, and the door swung open. Inside there was no wood at all. There was {world}.
        The door was not locked. {p} bent down, stepped in, and stood in a different world. It was {world}.
        "Please," said {p}, and the door opened by itself. {p} could hardly believe it. Before {p.him} lay {world}.
        {p} put one eye to the keyhole and gasped. Then {p.he} turned the knob and went in. It was {world}!
        It was dark for three steps. Then it was light again, and {p} saw where {p.he} was. It was {world}.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        {p} walked about for hours and laughed out loud. Then, right at {p.his} feet, {p.he} saw {prize.a}. {like}.
        There was so much to see that {p} forgot the time. The best of all was {prize.a}. {like}.
        {p} looked and looked. And there, all alone, was {prize.a}. {like}.
        {p} ran here and there like a puppy. At last {p.he} found {prize.a}. {like}.
        Everything was new, and {p} wanted to see it all. But what {p.he} liked best was {prize.a}. {like}.
        {p} forgot that {p.he} was hungry. Around the next corner {p.he} came upon {prize.a}. {like}.
    """)
    t.take(t.p, t.prize)
    t.beat("""
        "Nobody will miss it," thought {p}, and {p.he} slipped it into {p.his} pocket.
        {p} looked left and right. Nobody was there. Quickly {p.he} put it in {p.his} bag.
        {p} only wanted to show it to the others at home. So {p.he} hid it under {p.his} coat.
        "Just this one," whispered {p}, and {p.he} put it in {p.his} pocket and turned to go home.
        {p} stretched out a finger and touched it, and then {p.he} closed {p.his} hand around it. A moment later it was in {p.his} pocket.
        {p} knew very well what the rule was. But {p.he} wanted it so much that {p.he} put it under {p.his} coat.
    """)
    t.paragraph()
    t.feel(t.p, "afraid")
    t.beat("""
        But now the door would not open. {p} pushed. {p.He} pulled. {p.He} kicked it with both feet. It did not move.
        The door was where it had been before, but it was shut. {p} knocked and called, and nothing happened.
        {p} turned the knob. It went round and round, and the door stayed shut. "Let me out!" called {p}.
        When {p} came to the door, there was no knob on this side. {p.He} scratched at the wood and shouted until {p.his} voice was gone.
        {p} reached for the door, but it would not let {p.him} through. {p.He} ran at it with {p.his} shoulder, and it only shook a little.
        Click, went the door, just before {p} got there. {p.He} tried with both hands, and {p.he} tried with one foot against the wall. It was shut tight.
    """)
    t.beat("""
        Then {p} heard a cough. Behind {p.him} stood {little}. "I am {k}, and I keep this door," said the stranger. "It works very well. Do you have something that belongs inside?"
        "It is no use to push," said a voice. There stood {little}. "My name is {k}, and I look after the door. Tell me, what is in your pocket or your bag or your coat?"
        "That door knows the rule," somebody said. It was {little}. "I am {k}, the keeper. Did you read the sign?"
        A voice said, "The door is not stuck. It is waiting." {p} turned around and saw {little}. It was {k}, the keeper of the door.
        Somebody laughed kindly. It was {little}. "I am {k}, and I look after this place," the stranger said. "The door opens for everyone whose pockets are as empty as they were before."
        "You must be new here," said a voice. It came from {little}. "They call me {k}. The door is a good door. It just counts things, and one thing is missing."
    """)
    t.paragraph()
    t.feel(t.p, "ashamed")
    t.beat("""
        {p}'s face grew hot. Slowly {p.he} took out {prize.the}. "I am sorry," {p.he} said. "It was so beautiful."
        {p} looked at {p.his} shoes. "I took {prize.the}," {p.he} said in a small voice. "I knew that I should not."
        "Oh," said {p}. Now {p.he} understood the words on the door. {p.He} held out {prize.the} with both hands.
        {p} wanted to say no, but {p.he} could not. "Here it is," {p.he} whispered. "I am sorry that I took {prize.the}."
        {p} swallowed hard. "It was me," {p.he} said, and {p.he} held up {prize.the}. "I wanted it so much."
        A tear ran down {p}'s nose. "I am sorry," {p.he} said. "I did not keep the rule." And {p.he} took out {prize.the}.
    """)
    t.give(t.prize, t.p, t.k)
    t.beat("""
        {p} carried it back to its place. The moment {p.he} put it down, the door opened with a soft click.
        Together they brought it back to where it belonged. Behind them, the door swung wide open.
        {k} took it gently. "I will put it back," {k.he} said. "Now try," {k.he} said. {p} touched the door with one finger, and it opened.
        {k} nodded and took it. There was a creak, and the evening sun shone in. The door was open.
        {k} held out a hand, and {p} put {prize.the} in it. As soon as it was back in its old place, the door sprang open.
        They walked back together and laid it down where it had been. There was a happy little creak. The way was free.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        "Wait," said {k}. "What is taken cannot go through this door. But what is given can." And {k.he} gave {p} {gift}.
        "You gave it back yourself," said {k}, "so I may give you something too. A gift can pass through any door." It was {gift}.
        {p} was halfway out when {k} called, "You forgot this!" and put {gift} in {p}'s hand. "This is a gift, and gifts may leave."
        "Honest hands should not go home empty," said {k}, and gave {p} {gift}. "The door lets every gift go through."
        "That was not easy," said {k}. "Here is something that you may take, because I give it to you." And it was {gift}.
        {k} laughed and brought out {gift}. "Taking is against the rule," said {k}, "but giving is not. This is for you."
    """)
    t.beat("""
        {later}.
        {p} carried it home with great care. {later}.
        {p} said thank you and ran home. {later}.
        The door closed, and {p} stood under the {tree} again. {later}.
        It was late when {p} got home, and nobody wanted to believe the story. But it was true. {later}.
        {p} waved, and the door closed behind {p.him}. {later}.
    """)
    ending(t, t.p, t.one(
        "A gift is lighter to carry than a thing you took.",
        "What is given is worth more than what is taken.",
        f"{t.p} has kept every rule very carefully since then.",
        "",
        "An open door is worth more than a full pocket.",
    ))


STAR_SPOTS = [
    "in the duck pond", "in the hay", "in the cabbage bed", "in a bucket by the barn", "in a crow's nest", "on the henhouse roof",
    "in the middle of a puddle", "in the chimney", "under the apple tree", "in the snow by the gate", "in a wheelbarrow",
    "between two pumpkins", "in the boat shed", "on the windowsill", "in the sheep's water trough",
]
# How to send a star home, and what came of it
STAR_TRIES = [
    ("tied the star to a kite", "but the string broke"), ("carried it to the top of the hill and threw it up", "but it came right down again"),
    ("gave it to an owl to carry", "but it was too heavy for the owl"), ("put it on the end of the longest ladder", "but the sky was still too far away"),
    ("shot it up with a bow", "but it only went as high as the barn"), ("tied three balloons to it", "but they went pop, one, two, three"),
    ("climbed the church tower with it in a bag", "but the sky did not begin there"), ("laid it on a seesaw and jumped on the other end", "but it landed in a bush"),
    ("asked the wind to take it", "but the wind only took a hat"), ("put it in the hay wagon and drove off to find the edge of the world", "but there was no edge, only more fields"),
    ("held it up on a fishing rod", "but the rod was much too short"), ("set it on top of the windmill", "but it slid off and fell in the nettles"),
]
BUSY = [
    "counting potatoes", "mending a sock", "watching a pot", "reading the newspaper", "sweeping the floor", "looking for a key",
    "quarreling about a fence", "doing sums", "peeling onions", "polishing boots", "washing dishes", "baking for the morning",
    "mending a sail", "writing a list", "milking the cow", "sorting buttons", "counting coins", "ironing a shirt",
]


def fallen_star(t):
    t.p, t.s, t.n = t.child(), _being(t, "star", ["the star"], "he"), t.adult()
    t.spot = t.deal(STAR_SPOTS)
    (t.try1, t.but1), (t.try2, t.but2) = t.deal(STAR_TRIES[0::2]), t.deal(STAR_TRIES[1::2])
    t.busy1, t.busy2, t.busy3 = t.deal(BUSY[0::3]), t.deal(BUSY[1::3]), t.deal(BUSY[2::3])
    t.size = t.one("no bigger than an apple", "as small as a walnut", "the size of a plum", "as big as a hat", "as round as a bun")
    t.beat("""
        Once upon a time, a star fell out of the sky. It landed {spot}, and in the morning {p.an} {p.kind} named {p} found it.
        Once upon a time, {p.an} {p.kind} named {p} heard something fall in the night. {p.He} ran out in bare feet. There, {spot}, lay a star.
        One night, {p} could not sleep. Something bright fell past the window. {p}, who was {p.an} {p.kind}, put on {p.his} coat and went to look. It was a star, and it lay {spot}.
        "Ouch!" said a small voice {spot}. {p.an} {p.kind} named {p} who was up early looked to see who it was. It was a star that had fallen in the night.
        Once upon a time, there was {p.an} {p.kind} named {p} who found a star. It had come down {spot}, and it was still warm.
    """)
    t.feel(t.s, "sad")
    t.beat("""
        The star was {size}, and its light was weak. "I want to go home," it said.
        It was {size}. "Please help me," said the star. "I do not belong down here."
        "I fell," said the star, which was {size}. "And the longer I lie here, the darker I get."
        It was {size}, and it gave no more light than a match. "Can you send me back up?" it asked.
        "I used to shine over the whole sea," said the star, which was {size}. "Now look at me. I want to go back up."
        It looked lost down here, for it was {size} and quite pale. "I miss the sky," it whispered.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        "I will try," said {p}. First {p.he} {try1}, {but1}. Then {p.he} {try2}, {but2}.
        {p} wanted to help. {p.He} {try1}, {but1}. The next day {p.he} {try2}, {but2}.
        {p} thought of one thing after the other. {p.He} {try1}, {but1}. So {p.he} {try2}, {but2}.
        "We will find a way," said {p}. {p.He} {try1}, {but1}. After supper {p.he} {try2}, {but2}.
        {p} did not wait. {p.He} {try1}, {but1}. Then {p.he} {try2}, {but2}.
        "I have an idea," said {p}, and {p.he} {try1}, {but1}. "I have a better idea," {p.he} said, and {p.he} {try2}, {but2}.
    """)
    t.beat("""
        Each time, the star grew a little darker and a little heavier.
        And with every try, the star lost a bit more of its light.
        "It is no use," said the star. Now it was as grey as a stone.
        By evening there was only a tiny spark left in it.
        The star did not complain, but its light was nearly gone.
        "I am getting cold," whispered the star, and its glow sank lower.
    """)
    t.paragraph()
    t.beat("""
        "Why did you fall?" asked {p}. "Stars are held up by eyes," said the star. "As long as somebody looks at us, we shine, and as long as we shine, we are light. But one night nobody looked at me."
        {p} sat down beside it. "How do stars stay up there?" {p.he} asked. "People look at us," the star said softly. "That makes us shine, and shining makes us light. But nobody looked up any more."
        {p} held the star and looked at it for a long time. And look! It grew a little brighter. "That feels good," said the star. "When we are seen, we shine, and then we float. But people forgot to look up."
        "Tell me about the sky," said {p}. "There is one rule up there," said the star. "If people look at you, you shine and float. If they do not, you go dark and fall. And people are so busy now."
        {p} asked the star how it had lost its place. "I was not looked at," it said. "That is what keeps us up. A star that is seen shines, and a star that shines is as light as air."
        "What keeps the other stars up?" asked {p}. "Looks," said the star. "Each look makes us brighter, and the brighter we are, the lighter we get. But the people have stopped looking."
    """)
    t.feel(t.p, "curious")
    t.beat("""
        "Then I know what to do!" cried {p}.
        {p} jumped to {p.his} feet. "One pair of eyes is not enough," {p.he} said. "I will get more!"
        "So you do not need a ladder," said {p}. "You need people!"
        "If that is all," said {p}, "wait here!"
        "Then it is not about going up at all," said {p}. "It is about being seen!"
        {p} clapped {p.his} hands. "We have a whole village full of eyes!" {p.he} said.
    """)
    t.paragraph()
    t.beat("""
        {p} ran from door to door. {n} the {n.kind} was {busy1}. A woman was {busy2}, and a man was {busy3}. "Come out and look!" called {p}.
        At the first house, someone was {busy1}. At the second, someone was {busy2}. At the third, {n} the {n.kind} was {busy3}. "Please, come out for one minute!" said {p}.
        Everybody had something to do. {n} the {n.kind} was {busy1}, and the neighbors were {busy2} or {busy3}. "It cannot wait," {p} told them. "Come and see!"
        {p} knocked on all the windows. "I am {busy1}," said {n} the {n.kind}. "I am {busy2}," said another. "I am {busy3}," said a third. But {p} did not give up until they all came out.
        It was not easy to make them come. {n} the {n.kind} was {busy1}. Someone else was {busy2}, and the people in the last house were {busy3}. "Only for a moment!" {p} begged, and at last they came.
        {p} rang the big bell. {n} the {n.kind}, who had been {busy1}, came running. So did a man who had been {busy2} and a woman who had been {busy3}. "What is the matter?" they asked. "Look!" said {p}.
    """)
    t.feel(t.s, "happy")
    t.beat("""
        They stood in a ring and looked at the star. It began to glow. It shone like a lamp, and then like ten lamps, and slowly it rose out of {p}'s hands.
        The whole village looked at the little star. It turned from grey to yellow and from yellow to white. Then it floated up, past the roofs and past the trees.
        "Oh," said {n}, "how beautiful!" And at that the star grew so bright that they had to blink. Up it went, higher and higher.
        One after the other, they put down their work and looked. The star grew warm. It grew bright. Then it lifted off like a bubble and flew.
        Twenty people looked, and then thirty. With each pair of eyes the star grew brighter, until it was too bright to hold. {p} let go, and it went up.
        At first they only looked to be polite. Then they looked because they could not stop. The star blazed up and rose into the night.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        "Thank you!" it called down. "Do not forget to look up!"
        All their heads went back, and all their eyes went with it, until it was home.
        It stopped between two other stars and twinkled three times. That was for {p}.
        Nobody went in for a long time. They had forgotten how many stars there were.
        "Good night!" called {p}, and the star blinked.
        It was the brightest one of all that night, and everybody knew its name.
    """)
    ending(t, t.p, t.one(
        "From then on, someone in that village looked up every night.",
        f"And every evening, before {t.p} went to bed, {t.p.he} looked up and said good night to it.",
        "Nobody is too busy to look up for one minute.",
        "Everything shines more when somebody looks at it with love.",
        "Since that night somebody in the village looks up every evening.",
    ))


CLOUD_NAMES = "Puff Wisp Fluff Nimbus Drizzle Misty Cotton Feather Drift Whisper Foggle Pillow Snowy Muffin Smudge Tuft".split()
CLOUD_SPOTS = [
    "stuck in a thorn bush", "in the middle of the lawn", "tangled in the clothes line", "caught on the weather vane", "lost in the cellar",
    "under the kitchen table", "behind the garden gate", "in the bathtub", "on a fence post", "in the fork of a plum tree",
    "curled up in the dog's basket", "hanging on a nail by the barn door",
]
CROPS = ["beans", "potatoes", "corn", "cabbages", "pumpkins", "carrots", "peas", "apple trees", "roses", "turnips", "melons", "cherry trees"]
CLOUD_GAMES = [
    "it made tiny rainbows", "it rained on a spoon", "it turned into a rabbit, and then into a ship", "it thundered as softly as a purring cat",
    "it snowed on a biscuit", "it turned as pink as a rose", "it made a flash of lightning as thin as a hair",
    "it floated up and down to music", "it wrote the letter O on the glass",
]


def cloud_in_jar(t):
    t.p, t.c, t.g = t.child(), _being(t, "cloud", CLOUD_NAMES), t.relative("mother", "father", "grandmother", "grandfather")
    t.spot, t.crop, t.game1, t.game2 = t.deal(CLOUD_SPOTS), t.deal(CROPS), t.deal(CLOUD_GAMES[0::2]), t.deal(CLOUD_GAMES[1::2])
    t.jar = t.one("jam jar", "honey jar", "pickle jar", "glass jar", "big glass jar", "jelly jar")
    t.initial = t.p.name[0]
    t.days = t.one("three days", "seven days", "nine days", "two weeks", "ten days")
    opening(t, t.p)
    t.beat("""
        One foggy morning, {p.he} found a very small cloud. It was {spot}.
        One day after a storm, {p} saw something white and soft. It was a baby cloud, and it was {spot}.
        One morning, {p} heard someone sniff. It was a cloud, no bigger than a kitten, and it was {spot}.
        Early one day, {p} found a cloud as small as a cushion. The poor thing was {spot}.
        One spring day, {p} saw something that looked like a lost pillow. It was a very young cloud, and it was {spot}.
        "Achoo!" said a tiny voice one cool morning. It was a little cloud, and it was {spot}.
    """)
    t.beat("""
        "My name is {c}," it said. "The wind went too fast for me." {p} put it in a {jar}, where it was safe.
        "I lost the others," said the cloud, and it told {p} that its name was {c}. {p} put it in a {jar}.
        {p} held out an empty {jar}, and the cloud climbed in. "I am {c}," it said. "It is nice and still in here."
        "The wind blew me down," it said. "I am called {c}." So {p} gave {c} a {jar} to live in.
        "Do not be afraid," said {p}. "I am {c}," said the cloud in a wet little voice. {p} ran for a {jar}, and {c} slipped inside.
        It was called {c}, and it was tired. {p} opened a {jar}. "You can rest in here," {p.he} said.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        The {jar} stood on the windowsill, and day after day {p} and {c} were happy. In the mornings {game1}. In the evenings {game2}.
        {p} had never had such a friend. On Mondays {game1}, and on Sundays {game2}.
        Nobody else had a cloud. When {p} laughed, {game1}. When {p} was sad, {game2}, and then {p} laughed again.
        It was the best pet in the world. It ate nothing but steam from the kettle. {game1}, and {game2}.
        Every day they played together. When the sun came up, {game1}. When the lamp was lit, {game2}.
        The cloud knew many tricks. Sometimes {game1}. Sometimes {game2}, and {p} clapped.
    """)
    t.paragraph()
    t.feel(t.g, "worried")
    t.beat("""
        But it did not rain that summer. The {crop} in the field grew yellow. "If we have no rain soon," said {p}'s {g.kind}, "we will lose the {crop}."
        Then came a long dry time. The brook was gone, and the {crop} turned brown. {p.His} {g.kind} looked at the empty sky every morning. "No rain again," said {g} with a sigh.
        The sun burned day after day. The ground cracked, and the {crop} dried up. {p} saw that {p.his} {g.kind} could not sleep. "We need rain," said {g}.
        That year the rain forgot to come, and the {crop} began to die. {p.His} {g.kind} carried water in buckets, but it was never enough. "My arms are tired," said {g}.
        Weeks went by without one drop of rain. The {crop} looked as dry as paper. {p.His} {g.kind} sat on the step and said nothing, and that was worse than words.
        Then the wells ran low, and the leaves of the {crop} curled up. "What will become of us?" asked {p}'s {g.kind}.
    """)
    t.beat("""
        {p} went to the {jar}. "Can you rain on our field, {c}?" "I am too small," said {c}. "A cloud can only be as big as its home. In a jar I can fill one spoon."
        That night, {p} asked {c} for help. "I would love to help," said {c}, "but a cloud grows as big as the space around it. In here I can never grow."
        "You are a cloud," {p} said to {c}. "Can you make it rain?" "Only a drop," said {c}. "A cloud in a jar stays as small as a jar. I would have to fly over the sea and drink."
        "Please make it rain," {p} whispered. {c} tried, and one drop fell. "That is all I have," said {c}. "Clouds grow in the open sky and nowhere else."
        "Could you rain for us, {c}?" asked {p}. "I would need to be a hundred times as big," said {c}, "and I can only grow where there is room. There is no room in a jar."
        {p} told {c} about the field. The little cloud turned grey with thinking. "I must get big first," said {c}, "and a cloud in a jar can never get big."
    """)
    t.paragraph()
    t.feel(t.p, "sad")
    t.beat("""
        {p} put {p.his} hand on the lid. {p.He} did not want to lose {p.his} friend. "If I let you go, will you come back?"
        {p} was quiet for a long time. "If I open the lid, the wind will take you," {p.he} said, and {p.his} eyes were wet.
        "But then you will be gone," said {p}, and {p.he} held the {jar} very tight.
        {p} looked out at the brown field, and then at the little cloud. It was hard to choose.
        {p} knew what that meant. {p.He} would have to open the {jar}, and perhaps {p.he} would never see {c} again.
        "Out there you will forget me," whispered {p}.
    """)
    t.promise(t.c, "come back")
    t.beat("""
        "I promise to come back," said {c}. "I do not know when, but I will." {p} opened the lid.
        "I will come back and bring all the rain I can carry," said {c}. "That is a promise." And {p} unscrewed the lid.
        "Clouds go around the whole world," said {c}, "and around means back again. I promise." So {p} took off the lid and let go.
        "Leave the jar on the windowsill," said {c}. "I promise that I will find it." {p} took a deep breath and opened it.
        "You saved me," said {c}, "and I promise that I will come back to you." With a shaking hand, {p} took off the lid.
        {c} pressed against the glass, close to {p}'s hand. "I will be back. I promise," said the cloud. The lid came off with a pop.
    """)
    t.chance(0.5) and t.beat("""
        A thin white thread rose up into the blue, and then it was gone.
        {c} floated out over the garden, over the hill, and out of sight.
        The wind picked {c} up, gently this time, and carried the little cloud away to the sea.
        Up and up went {c}, and soon there was only a dot.
        {p} waved until there was nothing left to wave at.
        {c} rose and grew smaller and smaller, and then the sky was blue and empty.
    """)
    t.paragraph()
    t.beat("""
        {p} waited for {days}. The sky stayed empty. Then, one evening, something dark and big came over the hill.
        For {days} nothing came but sun. "Clouds forget," people said. "Not mine," said {p}. And then there was a rumble behind the hills.
        Every morning {p} looked out, and for {days} there was nothing. Then the light changed. A great grey cloud, as wide as the valley, was coming.
        After {days}, {p} almost stopped hoping. Then the wind turned, and it smelled of rain.
        The {jar} stood open, and {p} looked at it every night. {days} went by. Then there was a cool wind, and the light turned grey.
        {p} told everyone that {c} would come. They smiled and did not believe it. But after {days} it thundered in the west.
    """)
    t.keep(t.c, "come back")
    t.feel(t.p, "happy")
    t.feel(t.g, "happy")
    t.beat("""
        "I am back!" rumbled a voice that {p} knew. It was {c}, and {c} was huge! Then the rain came down, and the {crop} drank and drank.
        A great cloud stopped right over the house. It pulled itself into the shape of the letter {initial}. "{c}!" shouted {p}. And it rained all night on the {crop}.
        "Hello, {p}," said a deep, soft voice from above. "I drank half the sea." And {c} let it rain, on the house, on the field, and on all the {crop}.
        A great cloud filled the sky, and on one side of it hung a very small rainbow. Then {p} knew that it was {c}. The first drop fell on {p.his} nose, and a million fell on the {crop}.
        "Is the {jar} still there?" asked a voice like a drum. It was {c}, as big as a mountain. "Good! Now hold out your hands." And the rain fell on the {crop}, soft and steady.
        A cloud as big as a town rolled up and bent down to the window. "I told you so," it said, and it was {c}. Then it rained and rained, and the {crop} turned green again.
    """)
    t.chance(0.5) and t.beat("""
        {g} danced in the wet grass, and {p} danced too.
        {p} and {g} stood in the rain with open arms and laughed.
        "What a good cloud," said {g}, who was wet from head to foot and did not mind.
        By morning everything was green, and {g} was whistling.
        {g} put every pot and pan outside, and they all ran over.
        {g} waved a hat at the sky and shouted thank you.
    """)
    t.paragraph()
    ending(t, t.p, t.one(
        f"The {t.jar} stands open on the windowsill now, and {t.c} comes by every summer.",
        "If you love something, give it room to grow.",
        f"And {t.p} never put a friend in a jar again.",
        "What you let go can come back bigger.",
        "A promise is a good thing, and a kept promise is a better one.",
    ))


TROLLS = "Grubb Mudge Snarl Bogle Grindle Knuckle Hulda Burdock Skrag Mossy Crumb Grizzle Tusk Thrum Gnash Peat Hollow Ragna".split()
# A riddle, two wrong answers, what helps with the right one, the right one
RIDDLES = [
    ("I have a bed but never sleep, and a mouth but never eat. What am I?", "a baby", "a lazy dog",
     "Under the bridge the water gurgled in its bed", "A river"),
    ("The more you take away from me, the bigger I get. What am I?", "a debt", "a hungry pig",
     "Beside the road a mole was throwing out earth, and the place where it dug grew deeper", "A hole"),
    ("I follow you all day, and at night I am gone. What am I?", "a dog", "a fly",
     "On the ground beside {p.him}, something dark moved its arm when {p} moved an arm", "My shadow"),
    ("I have towns but no houses, and rivers but no water. What am I?", "a dream", "a dry land",
     "{p} felt the folded paper that had shown {p.him} the way", "A map"),
    ("I fly without wings and cry without eyes. What am I?", "an onion", "a ghost",
     "A drop of water fell on {p}'s nose, and {p.he} looked up", "A cloud"),
    ("I have a face and two hands, but I have no feet. What am I?", "a doll", "a man in a boat",
     "Far away, the church tower struck four", "A clock"),
    ("When I am young I am tall, and when I am old I am short. What am I?", "a grandfather", "a broom",
     "In the window of the little house by the bridge a small flame was burning", "A candle"),
    ("If you say my name, you break me. What am I?", "a cup", "an egg",
     "{p} opened {p.his} mouth and shut it again. It was very, very quiet", "Silence"),
    ("I have many teeth, but I never bite. What am I?", "an old wolf", "a saw",
     "The wind blew {p}'s hair into {p.his} eyes", "A comb"),
    ("It is yours, but other people use it more than you do. What is it?", "my bed", "my umbrella",
     "Somewhere on the hill a mother was calling her children in for supper", "My name"),
    ("I have no mouth, but I always answer you in your own words. What am I?", "a parrot", "a letter",
     "{p} groaned out loud, and the cliff groaned back in the very same voice", "An echo"),
    ("I have one eye, but I cannot see. What am I?", "a pirate", "a potato",
     "{p} looked at the patch on {p.his} sleeve, which had been sewn so neatly", "A needle"),
    ("I go up the hill and down the hill, but I never move. What am I?", "a goat", "a tired horse",
     "{p} looked back at the long way that {p.he} had come", "The road"),
    ("I have leaves but am not a tree, and a back but no bones. What am I?", "a cabbage", "a chair",
     "{p} remembered what lay beside {p.his} bed, with a ribbon between the pages", "A book"),
    ("I am as light as a feather, but the strongest man cannot hold me for long. What am I?", "a butterfly", "smoke",
     "It was cold, and a little white puff came out of {p}'s mouth", "My breath"),
    ("I run around the whole field, but I never get tired. What am I?", "a dog", "the wind",
     "Beside the road, a cow looked over a long row of boards", "A fence"),
    ("I am a white box without a lid, and inside there is gold. What am I?", "a treasure chest", "a tooth",
     "A hen came out of the grass and clucked proudly", "An egg"),
    ("I wear many coats, and when you take them off, you cry. What am I?", "a king", "a snowman",
     "From the troll's kitchen came the smell of soup", "An onion"),
    ("You must give it before you can keep it. What is it?", "a party", "a present",
     "{p} thought of what {p.he} had told {p.his} mother, to be home before dark", "A promise"),
    ("I come down from the sky, but I never go up. What am I?", "a bird", "a kite",
     "The leaves began to go drip, drop, drip", "The rain"),
]


def bridge_riddle(t):
    t.p, t.t, t.g = t.child(), _being(t, "troll", TROLLS), t.relative("grandmother", "grandfather", "aunt", "uncle")
    t.food1 = t.food()
    t.riddle, t.wrong1, t.wrong2, clue, t.right = t.deal(RIDDLES)
    t.clue = clue.format(p=t.p)
    t.riddle2, _, _, _, t.right2 = t.deal(RIDDLES)
    t.where = t.one("a stone bridge", "a wooden bridge", "a narrow bridge", "a bridge with mossy stones", "an old bridge")
    t.looks = t.one("with green hair and feet like shovels", "with a nose like a turnip", "with moss on both ears",
                    "with one long tooth", "with eyebrows like two hedges", "with hands as big as pans")
    t.promise(t.p, "bring the food")
    t.beat("""
        Once upon a time, {p.an} {p.kind} named {p} was on the way to {p.his} {g.kind}, who was ill. {p.He} had promised to bring {g.him} some {food1}.
        Once upon a time, there was {p.an} {p.kind} named {p}. One day {p.his} {g.kind} lay in bed with a cold, and {p} promised to bring some {food1} before dark.
        {p} was {p.an} {p.kind}. "{g} is ill," said {p.his} mother one day. "Will you carry some {food1} over to {g.him}?" And {p} promised to do it.
        "Do not stop on the way," said {p}'s mother. {p}, {p.an} {p.kind}, had some {food1} for {p.his} {g.kind}, who was ill, and {p.he} had promised to be there before dark.
        "Hurry, and be back before night," said {p.his} mother. {p} was {p.an} {p.kind}, and {p.he} had promised to take some {food1} to {p.his} {g.kind}, who was ill in bed.
        Once upon a time, in a village by a river, there lived {p.an} {p.kind} named {p}. When {p.his} {g.kind} fell ill, {p} promised to carry over some {food1} that same day.
    """)
    t.beat("""
        The road went over {where}, and on it sat a troll {looks}.
        Halfway there, {p} came to {where}. In the middle of it stood a troll {looks}.
        All went well until {p} came to {where}. A troll {looks} climbed out from under it.
        But when {p.he} reached {where}, a troll {looks} blocked the way.
        To get there, {p} had to cross {where}. But a troll {looks} was sitting right in the middle of it.
        Soon {p} saw {where} in front of {p.him}. Then something moved. It was a troll {looks}.
    """)
    t.paragraph()
    t.beat("""
        "Stop!" said the troll. "I am {t}, and this is my bridge. Whoever answers my riddle may cross. You have three tries."
        "Nobody gets past {t} without an answer," said the troll. "That is the rule of the bridge. You may guess three times."
        "My name is {t}," said the troll. "I do not want gold. I want an answer to my riddle. Three guesses, and no more!"
        "No one has crossed this bridge for years," said the troll, whose name was {t}. "They all get my riddle wrong. You may try three times."
        "I am {t}," said the troll, "and I do not move for anyone who cannot guess my riddle. You have three guesses. That is fair, is it not?"
        "Good day," said the troll. "They call me {t}. First comes the riddle, and then comes the bridge. But after three wrong answers you must go home."
    """)
    t.beat("""
        "What is the riddle?" asked {p}. {t} grinned. "{riddle}"
        {t} spoke slowly. "{riddle}"
        "Listen well," said {t}. "{riddle}"
        And {t} asked, "{riddle}"
        {t} cleared a very large throat. "{riddle}"
        The troll looked proud. "Here it is," said {t}. "{riddle}"
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        "Is it {wrong1}?" asked {p}. "Wrong!" said {t}. "Then it is {wrong2}," said {p}. "Wrong again!"
        {p} thought hard. "Could it be {wrong1}?" The troll laughed. "Maybe {wrong2}?" The troll laughed louder.
        {p} guessed too fast. "It must be {wrong1}!" {t} held up one finger. "Or {wrong2}?" {t} held up two fingers.
        "I think that it is {wrong1}," said {p}. "No," said {t}. {p} thought again. "Is it {wrong2}?" "No! One more try."
        {p} said the first thing that came to mind. "It is {wrong1}." It was not. The second thing was {wrong2}, and that was wrong too.
        "Maybe {wrong1}?" said {p}. {t} shook with laughter. "Then {wrong2}?" "No, and no again," said {t}. "That makes two."
    """)
    t.beat("""
        {p} sat down on a stone and said the words over. "{riddle}" {p.He} looked and listened.
        Only one guess was left. "{riddle}" {p} said slowly, and looked around.
        "Do not hurry," {p} told {p.himself}. "{riddle}" {p.He} took a deep breath and looked about.
        {p} put down the {food1}. "{riddle}" {p.he} said again, and then {p.he} was quiet for a while.
        Now {p} had to be careful. "{riddle}" {p.he} whispered. {p.He} stood quite still and opened {p.his} eyes and ears.
        {p} was ready to cry. Then {p.he} said it once more. "{riddle}"
    """)
    t.paragraph()
    t.feel(t.p, "proud")
    t.beat("""
        {clue}. {p} jumped up. "{right}!" {p.he} said.
        {clue}. And all at once {p} knew it. "{right}," {p.he} said.
        {clue}. "Of course!" thought {p}. {p.He} walked up to the troll. "{right}!"
        {clue}. A smile spread over {p}'s face. "It is easy," {p.he} said. "{right}!"
        {clue}. {p} began to laugh. "Now I have it," {p.he} said. "{right}!"
        {clue}. "Wait!" said {p}. "I know the answer! {right}!"
    """)
    t.feel(t.t, "sad")
    t.beat("""
        {t} stared. "That is right," said the troll, and a big tear rolled down. "Now everyone will know it, and nobody will stop and talk to me again."
        The troll stepped aside but did not look glad. "It was my only riddle," said {t}. "Now I have none, and no one will ever stay and talk."
        "You may cross," said {t} in a very small voice. "It was the only riddle I had. I asked it so that someone would stay for a bit."
        {t}'s mouth fell open, and then it began to shake. "You know it," said the troll. "What will I do now? Without a riddle I am just somebody under a bridge."
        "Yes," said {t}, and sat down with a bump. "But now it is used up. I am so fond of company, and I only ever had that one riddle to keep people here."
        The troll did not shout and did not stamp. "Right," {t} said softly. "Go on, then. You will tell everyone the answer, and then they will all walk past me."
    """)
    t.paragraph()
    t.beat("""
        {p} was already on the other side, but {p.he} turned around. "I know one that you can have," {p.he} said. "{riddle2}" And {p.he} whispered the answer in the troll's ear.
        "Then I will give you a new one," said {p}. "{riddle2}" {t} could not guess it. "{right2}!" said {p}, and the troll laughed with delight.
        {p} felt sorry for the troll. "Take this one," {p.he} said. "{riddle2}" {t} thought and thought and gave up. "{right2}," said {p}.
        "Do you know this one?" asked {p}. "{riddle2}" "No!" said {t} with shining eyes. "{right2}," said {p}. "It is yours now."
        "A good riddle is easy to share," said {p}. "{riddle2}" {t} asked for the answer three times, to be sure. "{right2}," said {p} each time.
        {p} thought of all the riddles {p.he} knew. "Try this," {p.he} said. "{riddle2}" The troll gave a shout of joy. "That is a hard one! What is the answer?" "{right2}," said {p}.
    """)
    t.feel(t.t, "happy")
    t.keep(t.p, "bring the food")
    t.beat("""
        Then {p} ran on, and before dark {g} was sitting up in bed and enjoying {food1}.
        {p} hurried down the road and came in time. {g} had the {food1} and felt much better.
        And {p} kept {p.his} promise. {g} got the {food1}, and a good story with it.
        The {food1} came to {g} in time, and {g.he} finished every bit.
        There was still some light in the sky when {p} knocked at the door. {g} was so glad to have {food1} and a visit.
        {p} was not late after all. {g} had {food1} for supper and wanted to hear all about the troll.
    """)
    t.paragraph()
    ending(t, t.p, t.one(
        f"After that, {t.p} crossed the bridge every week, and each time {t.p.he} brought {t.t} a new riddle.",
        "Look around you before you answer.",
        f"{t.t} still asks riddles on that bridge, but now there is a bench, and everybody gets tea.",
        "Often the answer is right beside you, if you are quiet enough to see it.",
        "Some who block the way only want you to stay for a while.",
    ))


# What was done to a shadow: what happened, what it says about it
SHADOW_WRONGS = [
    ("{p.He} dragged it through every puddle and every bush of nettles", "You drag me through nettles and never say sorry"),
    ("{p.He} sat in a dark room all day with the curtains closed", "In a dark room I am nobody"),
    ("{p.He} always ran and never once looked back", "You run and run, and I can hardly keep up"),
    ("{p.He} jumped on its head for fun", "Every day you jump on my head"),
    ("{p.He} did nothing but sit, and never danced", "I have done nothing but sit for a year"),
    ("{p.He} called it thin and crooked", "You said that I was crooked, and I heard it"),
    ("{p.He} never walked in the sun", "I never get to lie in the sun"),
    ("{p.He} wished out loud for a better one", "You said that you wanted a better shadow"),
]
# Where it is found, among the shadows of others
SHADOW_SPOTS = [
    ("in the park", "dancing with the shadow of a willow"), ("at the fair", "riding on the shadow of a wooden horse"),
    ("by the pond", "swimming with the shadows of the ducks"), ("on the hill", "flying a kite with the shadow of a hawk"),
    ("in the square", "climbing up the shadow of the clock tower"), ("by the mill", "going round and round with the shadows of the sails"),
    ("in the playground", "swinging with the shadows of the swings"), ("in the meadow", "playing leapfrog with the shadows of the sheep"),
    ("at the harbor", "sitting in the shadow of a boat and fishing"), ("in the orchard", "hanging from the shadow of a branch"),
    ("at the school", "drawing on the wall with the shadow of a pencil"), ("on the beach", "running after the shadows of the gulls"),
]
NOTICERS = ["the baker", "a small boy", "an old lady", "the postman", "a girl with a balloon", "the grocer", "a sailor", "the teacher", "a man with a cart"]


def runaway_shadow(t):
    t.p = t.child()
    wrong, t.says = t.deal(SHADOW_WRONGS)
    t.wrong = wrong.format(p=t.p)
    (t.s1, _), (t.s2, _), (t.at, t.doing) = (t.deal(SHADOW_SPOTS[i::3]) for i in range(3))
    t.who = t.one(*NOTICERS)
    t.treat = t.one("On Sundays, you may choose the way", "Every evening, you may dance on the wall for an hour",
                    "Each day at noon, we will do what you want to do", "Every morning, I will say good morning to you",
                    "Whenever the sun shines, we will go out and play")
    t.told = {
        "On Sundays, you may choose the way": "On Sundays the shadow goes first",
        "Every evening, you may dance on the wall for an hour": "Every evening the shadow dances on the wall",
        "Each day at noon, we will do what you want to do": "Each day at noon the shadow chooses a game",
        "Every morning, I will say good morning to you": "Every morning {p} says good morning to the wall, and something waves".format(p=t.p),
        "Whenever the sun shines, we will go out and play": "Whenever the sun shines, you can see the two of them outside",
    }[t.treat]
    opening(t, t.p)
    t.beat("""
        {p} had a shadow, as everyone does, but {p.he} was not kind to it. {wrong}.
        Like all children, {p} had a shadow. {p.He} did not think much of it. {wrong}.
        {p}'s shadow did not have an easy life. {wrong}.
        {p.He} had a good shadow, dark and quick, but {p.he} did not care for it. {wrong}.
        {p} and {p.his} shadow went everywhere together, but they were not friends. {wrong}.
        Nobody could say that {p} was good to {p.his} shadow. {wrong}.
    """)
    t.paragraph()
    t.beat("""
        One sunny morning, {p} stepped out of the door alone. The grass in front of {p.his} feet was bright and empty. {p.His} shadow was gone.
        One day, {who} stopped in the street and pointed. "Where is your shadow?" {p} looked down. There was none.
        One night, while {p} slept, the shadow pulled itself loose, first one heel and then the other, and climbed out of the window.
        One afternoon there was a soft rip, like paper. {p} saw a dark shape jump over the wall and run. It was {p.his} shadow.
        One day, when the sun came out, all the other children had shadows. {p} had none. It had gone away without a word.
        One morning, {p} lifted {p.his} hand to the sunny wall. Nothing lifted its hand on the other side. The shadow had run away.
    """)
    t.feel(t.p, "worried")
    t.beat("""
        Soon {p} found out what it is like to have none. Dogs barked at {p.him}, and the other children would not play tag.
        Without it, {p} felt as light as paper and a little cold. People looked at {p.him} in a strange way.
        It was odd to be without a shadow. {p} kept looking behind {p.him}, and there was never anybody there.
        {p} had never missed it before. Now {p.he} felt as if {p.he} had gone out with one shoe.
        {p} felt that something was missing, as if {p.he} had forgotten {p.his} own name.
        "How odd you look," people said. {p} felt thin and bare, like a tree in the winter.
    """)
    t.beat("""
        "You must find it before the sun sets," said {p.his} grandmother. "At night all shadows melt together, and nobody can tell them apart."
        {p.His} grandmother knew about shadows. "Find it today," she said. "When the sun goes down, it will run into the night like a drop into the sea. And you cannot catch it. You can only ask it."
        "A shadow cannot be caught," said {p.his} grandmother. "It can only be asked. But hurry, because after sunset it belongs to the night."
        An old owl sat on the roof. "Be quick," said the owl. "A shadow without a child lasts only until sunset. Then the dark drinks it up."
        "Do not try to catch it," said {p.his} grandfather, who was wise. "Ask it. But ask it before sunset, or it will be lost in the dark."
        {p.His} aunt put down her tea. "A shadow that is alone at sunset turns into night," she said. "Go and find it, and ask it nicely to come home."
    """)
    t.paragraph()
    t.beat("""
        {p} went to look {s1}, and then {p.he} went to look {s2}. At last {p.he} came to the right place. There, {at}, was {p.his} shadow, {doing}.
        {p} ran all over town. It was not {s1}, and it was not {s2}. Then {p.he} saw it {at}. It was {doing}.
        First {p} searched {s1}, and then {s2}. The sun was getting low when {p.he} found it {at}. It was {doing}, and it was laughing without a sound.
        "Have you seen my shadow?" {p.he} asked everywhere. Somebody had seen it {s1}, and somebody had seen it {s2}. And there it was, {at}, {doing}.
        It was a long search. {p} went to see if it was {s1}. Then {p.he} went to see if it was {s2}. It was getting late when {p.he} spotted it {at}. It was {doing}.
        {p} followed a dark flicker around every corner. It was gone {s1}, and it was gone {s2}. But {at} {p.he} came upon it, {doing}.
    """)
    t.beat("""
        {p} jumped at it, but it slipped through {p.his} fingers like smoke.
        {p} tried to hold it with both hands. It was like holding water.
        "Come here at once!" shouted {p}. The shadow shook its head.
        {p} put {p.his} foot on it. It slid out from under the shoe and moved away.
        {p} ran after it, but however fast {p.he} ran, the shadow was one step ahead.
        "Got you!" cried {p}, but {p.he} had only a handful of dust.
    """)
    t.paragraph()
    t.feel(t.p, "ashamed")
    t.beat("""
        Then {p} sat down on the ground. "Why did you go?" {p.he} asked. "{says}," said the shadow in a voice like dry leaves.
        "Please tell me what is wrong," said {p}. The shadow stood still. "{says}," it said.
        "Why do you not like me?" asked {p} softly. And the shadow answered. "{says}," it whispered.
        {p} was close to tears. "What did I do?" {p.he} asked. "{says}," said the shadow, and it turned its back.
        {p} was out of breath. "I want to understand," {p.he} said. "Why did you leave me?" The shadow came a bit closer. "{says}," it said.
        "Did I hurt you?" {p} asked at last. The shadow nodded. "{says}," it said.
    """)
    t.promise(t.p, "be good to the shadow")
    t.beat("""
        {p} had never thought of that. "I am sorry," {p.he} said. "Please come home. {treat}. I promise."
        "You are right," said {p}, "and I am sorry. I will do better. {treat}. That is a promise."
        {p} hung {p.his} head. "I did not know that you could feel," {p.he} said. "If you come back, I promise you something. {treat}."
        It was true, and {p} knew it. "I will not do it again," {p.he} said. "{treat}. I give you my word."
        {p} thought about it, and {p.his} face grew hot. "That was not kind of me," {p.he} said. "{treat}. I promise it, if you will come back."
        "Is that how it was for you?" said {p}. "I am so sorry. From now on things will be different. {treat}. You have my promise."
    """)
    t.paragraph()
    t.beat("""
        The sun touched the edge of the hill. The shadow looked at the dark, and it looked at {p}. Then it ran, and in one jump it was back at {p.his} feet.
        Only a thin slice of sun was left. The shadow came nearer, slowly, like a shy cat. It put its heels against {p}'s heels, and they held.
        The last red light lay on the ground. "All right," said the shadow. It lay down at {p}'s feet and stretched, long and thin and happy.
        Just before the light went out, {p} felt a little tug at {p.his} heels. The shadow was home.
        There was hardly any sun left. "I would like that," whispered the shadow, and it slid across the ground and took hold of {p}'s feet.
        The shadow stood still and thought. Then it held out its dark hand, and {p} held out {p.hers}. When the sun set, they were together.
    """)
    t.keep(t.p, "be good to the shadow")
    t.feel(t.p, "happy")
    t.beat("""
        {p} kept {p.his} word. {told}.
        And {p} did as {p.he} had promised. {told}.
        That was long ago, and the promise still holds. {told}.
        The next day, and every day after that, {p} remembered. {told}.
        A promise is a promise. {told}.
        {p} did not forget it, not even once. {told}.
    """)
    ending(t, t.p, t.one(
        "Be kind to those who go with you everywhere.",
        "You cannot catch a friend, but you can ask one.",
        f"And {t.p} was never lonely in the sun again.",
        "Even the quiet ones would like to be asked.",
        "",
    ))


RICH = [("king", "he", "the king"), ("queen", "she", "the queen"), ("duke", "he", "the duke"), ("mayor", "he", "the mayor"),
        ("merchant", "he", "the rich merchant"), ("baroness", "she", "the baroness"), ("count", "he", "the count"),
        ("emperor", "he", "the emperor"), ("duchess", "she", "the duchess")]
# Who needed something, and what was painted
NEEDS = [
    ("a widow with a leaking roof", "forty new roof tiles", "They clattered down onto the roof, dry and red"),
    ("a boy with bare feet", "a pair of boots", "The boots dropped off the paper with a thump"),
    ("a shepherd who had lost his dog", "a brown puppy", "It shook the wet paint from its ears and barked"),
    ("a hungry family", "a loaf of bread", "It was still warm when they cut it"),
    ("an old man who could not see well", "a pair of glasses", "\"There are leaves on the trees!\" said the old man"),
    ("a fisherman whose boat had sunk", "a little boat", "It slid off the wall and into the water"),
    ("a girl who could not sleep in the dark", "a small lamp", "It glowed all night like a firefly"),
    ("a farmer with dry fields", "a grey cloud", "It floated out of the window and began to rain"),
    ("a mother with a cold baby", "a thick blanket", "The baby sighed and fell asleep"),
    ("a musician with no fiddle", "a fiddle", "Even the strings were in tune"),
    ("a traveler with tired feet", "a grey donkey", "It trotted off the page and ate the traveler's hat"),
    ("a teacher with no chalk", "a box of chalk", "There was every color in it"),
    ("a milkmaid whose cow was gone", "a spotted cow", "It mooed before the tail was done"),
    ("an innkeeper with no well", "a round stone well", "The bucket came up full of cold water"),
]
RICHES = ["a mountain of gold", "a second castle", "a crown as big as a wheel", "a chest of rubies", "a hundred white horses",
          "a carriage of silver", "a lake of pearls", "a throne that touches the clouds", "a golden ship", "a tower of diamonds"]
LONELY_CURES = [
    ("a round table with two chairs", "sat down at the round table and asked {p} to sit down too", "had nobody to eat with"),
    ("a chessboard", "sat down at the chessboard, asked {p} for a game and lost, and laughed about it", "had nobody to play with"),
    ("a tea set with two cups", "took the tea set, poured tea for {p} and talked until midnight", "had nobody to talk to"),
    ("a small grey kitten", "held the kitten close, and it purred", "had nobody to love"),
    ("a garden gate", "opened the garden gate, and the children of the village came in to play", "had high walls and no friends"),
    ("a plain wooden bench by the road", "sat down on the bench and said good day to everyone who came by", "knew nobody by name"),
    ("a soft bed without any gold on it", "lay down on the soft bed and gave a sigh of joy", "could not sleep for fear of thieves"),
    ("a little window", "went to the window, looked out and saw the meadow full of flowers", "had forgotten what the world looked like"),
]


def needed_paint(t):
    t.p = t.child()
    kind, he, t.rich = t.deal(RICH)
    t.r = t._enter(Person(t.rich, kind, he, "rich"))
    (t.n1, t.x1, t.y1), (t.n2, t.x2, t.y2) = t.deal(NEEDS[0::2]), t.deal(NEEDS[1::2])
    t.riches = t.deal(RICHES)
    t.cure, then, t.lack = t.deal(LONELY_CURES)
    t.then = then.format(p=t.p)
    t.giver = t.one("an old woman", "an old man", "a traveler", "a peddler", "a beggar")
    t.favor = t.one("carried a heavy basket up the hill for", "shared {p.his} bread with", "held an umbrella over",
                    "found the lost spectacles of", "gave {p.his} seat by the fire to", "showed the way to").format(p=t.p)
    t.brush = t.named_thing("paintbrush", t.one("thin", "short", "plain", "worn", "wooden", "grey"))
    opening(t, t.p)
    t.take(t.p, t.brush)
    t.beat("""
        One day {p.he} {favor} {giver}. "You have a good heart," said the stranger, "so this is for you." It was {brush.a}.
        {p} loved to paint, but {p.he} had no brush. One day {p.he} {favor} {giver} and was given {brush.a} as a thank you.
        Once {p.he} {favor} {giver}, and the stranger gave {p.him} {brush.a} for it.
        {p} had nothing to paint with but a bit of coal. Then one day {p.he} {favor} {giver}, who pulled out {brush.a} and held it out to {p.him}.
        "I would like to give you something," said {giver} one day, because {p} had been kind. It was {brush.a}.
        {p} painted with mud and berries, for {p.he} owned no brush. But when {p.he} {favor} {giver}, the stranger smiled and gave {p.him} {brush.a}.
    """)
    t.beat("""
        "What it paints becomes real," said the stranger, "but only if somebody needs it."
        "It is a magic brush, and it knows one rule," said the stranger. "It makes only what is needed."
        "If you paint what people need, it will come alive," said the stranger. "If you paint what they do not need, it is only paint."
        "Paint something that is needed, and you will see!" said the stranger. "But it will not work for greed."
        "This brush makes things real," said the stranger. "But it can tell what is needed from what is only wanted."
        "Use it well," said the stranger. "Whatever somebody needs will step right out of the picture. Nothing else will."
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        {p} tried it the same day. For {n1}, {p.he} painted {x1}. {y1}.
        The next morning {p} met {n1}. {p.He} dipped the brush and painted {x1}. {y1}.
        First, {p} came to {n1}. So {p.he} painted {x1}. {y1}.
        {p} went from house to house. There was {n1}, and {p} painted {x1}. {y1}.
        The first one who came to {p} was {n1}. {p} mixed the colors and painted {x1}. {y1}.
        {p} could hardly wait. That very day {p.he} heard of {n1}, and {p.he} painted {x1}. {y1}.
    """)
    t.beat("""
        Then there was {n2}. {p} painted {x2}. {y2}.
        For {n2}, {p.he} painted {x2}. {y2}.
        The next day {p} helped {n2}. {p.He} painted {x2}. {y2}.
        After that came {n2}, and {p} knew what to paint. It was {x2}. {y2}.
        Not far from there was {n2}. {p} sat down and painted {x2}. {y2}.
        Then {p.he} heard of {n2}, and {p.he} painted all evening. At last it was done. It was {x2}. {y2}.
    """)
    t.paragraph()
    t.feel(t.r, "lonely")
    t.beat("""
        Soon {rich} heard of it and sent for {p}. "Paint me {riches}," said {rich}, "or I will take your brush away."
        The news came to {rich}, who already had more than anyone. {p} was brought to the great hall. "I want {riches}!" said {rich}.
        "Bring me that child," said {rich}. Soon {p} stood in the great hall. "Now paint {riches}," said {rich}, "and be quick."
        One evening two guards came and took {p} to {rich}. "You will paint for me now," said {rich}. "Begin with {riches}."
        But {rich} had ears everywhere. "I want that brush," said {rich}. "Bring the painter here." And {p} was told to paint {riches}.
        A letter came from {rich}. "Come at once," it said. So {p} went, with the brush in {p.his} pocket. "Paint {riches} for me," said {rich}, "and do not make it small."
    """)
    t.feel(t.p, "afraid")
    t.beat("""
        {p}'s hand shook, but {p.he} painted it as well as {p.he} could. It stayed on the wall, flat and wet. "It will not come," said {p}, "because you do not need it."
        {p} painted all night. It was a fine picture, but it was only a picture. "The brush makes only what is needed," {p.he} said.
        {p} tried. The paint ran down in long drops, and nothing became real. "I am sorry," said {p}. "That is the rule of the brush."
        {p} did as {p.he} was told. They waited. The paint dried, and that was all. "It is not needed," said {p} quietly.
        {p} was frightened, but {p.he} painted as well as {p.he} knew how. They waited an hour, and then another. It was still just a picture.
        "I can try," said {p}. {p.He} painted until {p.his} arm was tired. It looked very grand on the wall, but nobody could touch it. "You do not need it," said {p}, "and so it will not come."
    """)
    t.paragraph()
    t.beat("""
        "I need nothing?" shouted {rich}. "Everybody needs something," said {p}. "Let me look at you." The hall was big and cold, and it was very quiet. {p} saw that {rich} {lack}.
        {rich} turned red with anger. But {p} looked around the huge, silent hall, and then {p.he} understood. Here was someone who {lack}.
        "Then what do I need?" asked {rich}. It was meant to sound angry, but it sounded sad. {p} looked into that tired face. {rich}, with all that gold, {lack}.
        "Throw the brush in the fire!" cried {rich}. "Wait," said {p}. "I have not painted for you yet. I have painted only for your gold." For {p} had seen that {rich} {lack}.
        For a long time {rich} said nothing. Then, very quietly, {r.he} asked, "Is there anything that I need?" {p} looked around. There was so much gold, and so little joy. {p} saw it now. {rich} {lack}.
        "Why does it work for beggars and not for me?" cried {rich}. "It would work for you too," said {p}, "if I knew what you needed." And then {p.he} knew. {rich} {lack}.
    """)
    t.beat("""
        {p} dipped the brush once more and painted {cure}. It stepped out of the wall as if it had always been there.
        So {p} painted {cure}. There was a soft pop, and it was real.
        Without a word, {p} began to paint, and what {p.he} painted was {cure}. Before the paint was dry, there it stood.
        With a few strokes {p} painted {cure}. The colors began to glow, and it came out of the wall.
        "May I try one more time?" asked {p}. And {p.he} painted {cure}. The picture trembled, and then it was not a picture any more.
        {p} took the last bit of paint and made {cure}. It was small and plain, and it was real.
    """)
    t.paragraph()
    t.feel(t.r, "happy")
    t.feel(t.p, "happy")
    t.beat("""
        Nobody spoke. Then {rich} {then}.
        For a moment {rich} did not move. Then {r.he} {then}.
        "Oh," said {rich} in a very different voice. And {r.he} {then}.
        {rich} looked at it for a long while. Then {r.he} {then}.
        "For me?" asked {rich}. And slowly, {r.he} {then}.
        It was so quiet that you could hear the paint drip. Then {rich} {then}.
    """)
    t.chance(0.5) and t.beat("""
        "Keep your brush," said {rich}. "There are others who need it."
        In the morning {p} went home with {p.his} brush, and nobody stopped {p.him}.
        After that, {rich} gave away half of the gold and did not miss it.
        "How did you know?" asked {rich}. "I looked at you," said {p}.
        "I will never ask for gold again," said {rich}, and that was true.
        {rich} walked {p} to the gate and shook {p.his} hand.
    """)
    ending(t, t.p, t.one(
        "What we want and what we need are two different things.",
        f"And {t.p} went on painting, one needed thing after the other.",
        "Even the rich need something, and often it is something small.",
        f"The picture of {t.riches} is still on that wall, and it is still only paint.",
        "",
    ))


# Something plain: to do it, doing it, having done it; what is needed; who shows it
PLAIN = [
    ("jump in a puddle", "jumped into the deepest puddle, and the water flew up to the sky"),
    ("bake bread", "kneaded the dough until there was flour on the ceiling, and ate the first warm crust"),
    ("sleep in the hay", "lay down in the hay, which scratched and smelled of summer, and slept like a kitten"),
    ("dig potatoes", "dug up forty potatoes and one surprised worm"),
    ("ride on a hay wagon", "sat on top of the hay wagon and sang all the way to the mill"),
    ("wash the dishes", "washed all the dishes, and made soap bubbles as big as hats"),
    ("milk a cow", "milked a cow called Bluebell, and most of the milk even went into the bucket"),
    ("climb a tree", "climbed to the top of a cherry tree and spat the stones into the grass"),
    ("go to school", "sat on a hard bench, learned the seven times table, and got ink on both hands"),
    ("stand in line at the bakery", "stood in line for an hour, heard all the news, and bought a bun with a real penny"),
    ("fly a paper kite", "ran until the kite was higher than the palace flag"),
    ("eat soup from a wooden bowl", "ate three bowls of soup with a wooden spoon and wiped the bowl with bread"),
    ("play football in the street", "kicked the ball through two legs and one window, and said sorry"),
    ("catch frogs", "caught nine frogs, one after the other, and let all nine go"),
    ("hang up the washing", "hung up the washing, and a wet shirt slapped like a sail"),
    ("wade in the brook", "took off both shoes and waded in the brook until all ten toes were blue"),
    ("plant beans", "planted two rows of beans and watered them, and watered both shoes as well"),
    ("make mud pies", "made eleven mud pies and sold them all for pebbles"),
    ("sleep in a tent", "lay in a tent made of an old sheet and listened to the crickets"),
    ("feed the pigs", "fed the pigs, fell over the biggest one, and laughed until it hurt"),
]
GRAND = [
    "a horse with a golden bridle", "a ship with purple sails", "a coat made of moonlight", "a glass palace on the lake",
    "a peacock that could sing", "a crown with a hundred pearls", "an ice cream tower as high as a house", "a white elephant",
    "a clock that told fortunes", "a swing of silver", "a bed of swan feathers", "fireworks every night", "a coach with eight ponies",
]
HELPERS = ["the gardener's", "the baker's", "the miller's", "the cook's", "the farmer's", "the blacksmith's", "the shepherd's", "the coachman's"]


def plain_wish(t):
    he = t.one("he", "she")
    names, kind = (words.BOYS, "prince") if he == "he" else (words.GIRLS, "princess")
    t.p = _being(t, kind, names, he, t.one("young", "quiet", "lively", "curious", "merry", "thoughtful"))
    t.f = t.child()
    t.owner, t.parent = t.one(*HELPERS), t.one("king", "queen")
    t.child_word = "son" if t.f.he == "he" else "daughter"
    t.fairy = _being(t, "fairy", WITCHES, "she")
    t.plain, t.done = t.deal(PLAIN)
    t.g1, t.g2, t.g3 = t.deal(GRAND[0::3]), t.deal(GRAND[1::3]), t.deal(GRAND[2::3])
    t.cloak = t.named_thing(t.one("cloak", "cap", "shawl", "apron", "scarf", "jacket"), t.one("grey", "brown", "patched", "plain"))
    opening(t, t.p, t.one("a palace with a hundred rooms", "a castle on a rock", "a white palace by the sea", "a castle with seven towers",
                          "a golden palace in the middle of a city", "a castle at the top of a hill"))
    t.feel(t.p, "sad")
    t.beat("""
        {p.He} had everything that anyone could want. But there was just one thing that {p.he} longed to do, and that was to {plain}.
        From the window, {p.he} could see other children, and more than anything {p.he} wanted to {plain}, just once.
        There were servants for everything, and so {p} had never done anything {p.himself}. "I would like to {plain}," {p.he} said, but nobody listened.
        "What does {p} want to do today?" the servants asked each morning. "I want to {plain}," {p} said each morning. And each morning they laughed.
        Others dreamed of being {p.a_kind}. {p} dreamed of something else. {p.He} wanted to {plain}, as other children did.
        All day long people asked {p} what {p.he} would like, and nobody believed the answer. {p} would have liked to {plain}.
    """)
    t.paragraph()
    t.beat("""
        On {p}'s birthday, the fairy {fairy} came to the palace. "Make a wish," she said. The {parent} answered at once. "{p} would like {g1}, or {g2}."
        Then came {p.his} birthday, and with it came an old fairy named {fairy}, who could grant one wish. "Ask for {g1}!" said the {parent}. "Ask for {g2}!" said the cook.
        When {p.he} was nine years old, a fairy called {fairy} came to the feast. "You have one wish," she said. "Wish for {g1}," whispered the {parent}. "Or for {g2}," whispered an aunt.
        Every year a fairy named {fairy} came to the birthday feast and granted a wish. Last year it had been {g1}, and before that {g2}. The {parent} had chosen both. "Something just as fine this year?" asked {fairy}.
        One day there was a great feast for {p}'s birthday, and a fairy called {fairy} flew in through the window. "I have one wish to give," she said. "Make it {g1}!" cried the guests. "Make it {g2}!" said the {parent}.
        A fairy lived near the palace, and her name was {fairy}. On {p}'s birthday she came to tea. "What will it be this year?" she asked. "{g1}? Or {g2}?" The {parent} nodded at both.
    """)
    t.beat("""
        "No," said {p}. "This time I will choose. I want one day on which nobody knows that I am {p.a_kind}."
        But {p} stood up. "I wish for one plain day," {p.he} said. "I want to be nobody special."
        {p} shook {p.his} head. "I do not need any of that," {p.he} said. "I want to go out of the gate and be like everyone else, for one day."
        Everybody waited. "I wish," said {p} slowly, "that for one day nobody would bow to me."
        {p} had thought about it all year. "I would like to be plain," {p.he} said, "just for one day."
        "Thank you, but no," said {p}. "My wish is a small one. I want to walk out of the gate and be an ordinary child."
    """)
    t.paragraph()
    t.take(t.p, t.cloak)
    t.beat("""
        The {parent} was shocked, but {fairy} smiled. She gave {p} {cloak.a}. "As long as you wear this, nobody will know you," she said. "The magic ends when the sun goes down."
        "What a good wish," said {fairy}, and she took {cloak.a} out of her bag. "Put it on, and people will see only a child. But be home by sunset, for then it is just cloth."
        {fairy} laughed with joy. "That is the best wish I have heard in a hundred years." And she gave {p} {cloak.a}. "It hides who you are until sunset, and not a minute longer."
        "It is done," said {fairy}. She put {cloak.a} into {p}'s hands. "It makes you plain. But when the sun sets, the magic stops."
        Nobody clapped, except for {fairy}. She reached up her sleeve and pulled out {cloak.a}. "Nobody will know you in this," she said. "But it works only as long as the sun is up."
        {fairy} nodded slowly. "Such a wish is easy to grant," she said, and she held out {cloak.a}. "Wear it, and you will be just one of the children. When the sun sets, it will be over."
    """)
    t.beat("""
        The next day {p} walked past the guards, and none of them bowed. Outside {p.he} met {f}, {owner} {child_word}. "I am new here," said {p}. "I want to {plain}." "Is that all?" said {f}. "Come along!"
        In the morning {p} put on {cloak.the} and ran out of the gate. There was {f}, {owner} {child_word}. "Do you want to play?" asked {f}. "I would like to {plain}," said {p}. "Then come with me," said {f}.
        Early the next day, {p} slipped out by the back door. {f}, {owner} {child_word}, was sitting on the wall. "Can you show me how to {plain}?" asked {p}. {f} laughed. "Everybody can do that!"
        The next morning {p} walked out, and nobody turned to look. At the corner {p.he} met {f}, {owner} {child_word}. "I have always wanted to {plain}," said {p}. "Let us do it, then!" said {f}.
        As soon as the sun was up, {p} was on the road. A {f.kind} named {f} came along, and it was {owner} {child_word}. "I have the whole day," said {p}, "and I want to {plain}." "I know just the place," said {f}.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        And so it was that {p} {done}.
        Before long, {p} {done}.
        {f} showed {p} how, and soon {p} {done}. "Again!" {p.he} said.
        It was even better than {p} had dreamed. {p.He} {done}.
        {p} had waited so long for this. At last {p.he} {done}.
        The two of them did not waste any time. With {f} at {p.his} side, {p} {done}.
    """)
    t.chance(0.5) and t.beat("""
        They laughed so much that they forgot the time.
        Then they did it all over again, and shared an apple.
        "You are funny," said {f}. "You act as if you had never done it before."
        It was the finest thing that {p} had ever done, and it did not cost a penny.
        "This is the best day of my life," said {p}. {f} laughed, for to {f} it was a day like any other.
        They did not talk much after that. They just grinned at each other.
    """)
    t.paragraph()
    t.beat("""
        Then the sun went down. {f} blinked. "You are {p.a_kind}!" said {f}, and started to bow. "Please do not," said {p}. "Today I was just {p}, and I liked it."
        The last sunlight left the roofs, and the magic ended. {f} stared. "Why did you not tell me?" "Because you would have bowed," said {p}, "and then we could not have played."
        But nobody can hold the sun. It set, and {f} saw who was standing there. "Your Highness!" said {f}. "No," said {p}. "Your friend." And they shook hands.
        As the sun sank, {f} saw the crest on {p}'s collar. "Oh!" said {f}. "Are we still friends?" "I hope so," said {p}. "I have had {g3}, but I never had a friend."
        When the first star came out, the magic was over. {f}'s eyes grew wide. "I have seen your face on the coins!" said {f}. "It is the same face as before," said {p}. "Will you play with me again?" "Yes," said {f}.
        At sunset the magic fell away like dust. {f} took a step back. "Must I bow now?" asked {f}. "Friends do not bow," said {p}, and held out a dirty hand. {f} shook it.
    """)
    t.beat("""
        When {p} came home, dirty and glowing, the {parent} looked at {p.him} for a long time. "I have not seen you so happy before," said the {parent}. "You may go again tomorrow, and you will not need any magic."
        The {parent} was waiting at the gate. {p} told the whole story. "May I come along next time?" asked the {parent} at last. "I have never done that myself."
        At home the {parent} asked, "Was it nice?" "It was the best present ever," said {p}. So the {parent} had a small door made in the palace wall, and it was never locked.
        The {parent} wanted to scold, but {p} was smiling so much that it was not possible. From then on, every Saturday was a plain day at the palace.
        At home the {parent} was waiting. "You are late, and you are dirty," said the {parent}. Then the {parent} saw {p.his} face. "And you are happy," said the {parent} softly. After that, {p} could go out whenever {p.he} liked.
        {p} told the {parent} everything at supper. The {parent} put down the golden fork. "I did that once," said the {parent}, "when I was small. Go again tomorrow, and take me with you."
    """)
    t.paragraph()
    ending(t, t.p, t.one(
        "The plainest wish can be the finest.",
        f"As for {t.cloak.the}, it still hangs by the door, in case somebody needs a plain day.",
        "Not everything that is good has to glitter.",
        f"And {t.f} was always glad to see {t.p.him}.",
        "",
    ))
