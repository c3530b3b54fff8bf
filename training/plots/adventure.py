"""Journeys and small dangers, and how people come home from them."""

from beats import ending, one_day, opening
from teller import with_article

SMALL = ("mouse", "squirrel", "hedgehog", "rabbit", "mole")
FRUITS = ["blackberries", "wild plums", "cherries", "strawberries", "raspberries", "hazelnuts", "small red apples"]
TREES = ["elm", "pine", "poplar", "walnut tree", "oak", "willow", "chestnut tree", "beech"]
BURIED = ["compass", "pocket knife", "whistle", "brass bell", "medal", "old watch", "carved bird", "spyglass", "ring"]
MAP_SPOTS = [
    "in an old book", "behind the kitchen clock", "in a drawer full of buttons", "at the bottom of a trunk",
    "under a loose board", "inside a cracked vase", "in a hat box", "behind a dusty picture",
]
STUMP_SPOTS = ["rain barrel", "woodpile", "henhouse", "rabbit hutch", "garden bench", "rose bush", "compost heap"]
FAR_TOWNS = [
    "the far north", "the mountains", "the northern coast", "a town beyond the hills", "the lake country",
    "the winter fair", "the snowy hills",
]
RIDERS = ["a sailor", "a tall lady in a green hat", "a farmer", "a baker", "a man with a long beard", "a soldier", "a nurse"]
CALLERS = ["whistle", "bell", "horn", "drum"]
LURES = ["a blue butterfly", "a deer", "a trail of mushrooms", "a squirrel with a red tail", "a cuckoo", "a line of ants"]
HEAVY = ["stones", "shells", "marbles", "horseshoes", "old nails", "lead soldiers", "brass buttons", "bits of colored glass"]
CAVE_WONDERS = [
    "a lake as clear as glass", "a hall that glittered like the stars", "a ring of stones that sang when you tapped them",
    "a waterfall under the ground", "a forest of crystals as tall as trees", "a pool where blind white fish swam",
]


def broken_bridge(t):
    t.p, t.g = t.child(), t.relative("grandmother", "grandfather", "aunt", "uncle")
    t.w = t.adult("carpenter", "blacksmith", "miller", "woodcutter")
    t.kite, t.snack = t.named_thing("kite", t.color()), t.food()
    t.beat("""
        {p} lived on one side of a wild river, and {p.his} {g.kind} lived on the other. Only a wooden bridge joined the two sides.
        Once upon a time, a wild river ran through a village. {p} lived on the left bank, {p.his} {g.kind} lived on the right bank, and one old bridge stood between them.
        Once upon a time, there was an old bridge over a [deep|fast] river. Every Sunday {p} crossed it to visit {p.his} {g.kind}, who lived on the far side.
        There was only one bridge over the river, and {p} loved it, because it led to {p.his} {g.kind} on the other side.
        Between {p}'s house and {p.his} {g.kind}'s house ran a wild river, with one bridge over it.
    """)
    t.beat("""
        Then came a night of [rain and thunder|wind and rain], and in the morning the bridge was gone.
        One night a storm blew so hard that the bridge broke and was carried away.
        One stormy night, the water rose and rose. It broke the bridge to pieces and swept them away.
        But one night the river came down in a flood and took the bridge with it.
        Then a great storm came. There was a crack like thunder in the night, and at sunrise there was no bridge any more.
    """)
    t.paragraph()
    t.feel(t.p, "sad")
    t.beat("""
        {p} stood on the bank. Far away on the other side, {g} waved, as small as a doll. "How will I ever get to {g}?" said {p}.
        "Now I cannot visit {g}!" cried {p}. On the far bank a small figure waved. It was {g}.
        On the other side stood {g}, too far away to hear. {p} waved and waved, and {p.his} eyes filled with tears.
        {p} called across, but the river roared so loudly that {g}, on the far side, could not hear a word.
        {p} could see {g} on the far bank, but no one could swim in that wild water. It made {p} want to cry.
    """)
    t.beat("""
        "I can build a new bridge," said {w}, the {w.kind}. "But first someone must bring a rope to the other side, and no boat can cross."
        {w} the {w.kind} had wood and nails enough. "But I need a rope from bank to bank," {w.he} said, "and nobody can throw that far."
        {w} the {w.kind} shook {w.his} head. "A bridge begins with one rope," {w.he} said. "But how can we get a rope across? No boat can cross that water."
        "It is easy to make a bridge," said {w}, the {w.kind}, "if you have a rope across the river. But the river is too wide to throw one across, and too wild to row."
        Then {w}, the {w.kind}, came along. "I can make a bridge," {w.he} said, "but first I need a rope across the river. It is too far to throw one, and no boat can cross."
    """)
    t.paragraph()
    t.take(t.p, t.kite)
    t.beat("""
        {p} looked up. The wind was blowing [straight|right] over the river. "I know what can cross!" {p.he} said, and {p.he} ran home for {p.his} {kite}.
        {p} thought hard. A leaf blew past {p.his} nose and sailed over the river. "The wind can do it!" {p.he} cried, and {p.he} fetched {p.his} {kite}.
        A crow flew over the river, as easily as anything. "If only a rope had wings!" said {p}. And then {p.he} thought of {p.his} {kite}.
        {p} felt the wind on {p.his} back, and suddenly {p.he} had an idea. {p.He} ran and got {p.his} {kite}.
        The wind tugged at {p}'s hair and blew out over the river. "A kite can fly across!" cried {p}, and {p.he} ran home to get {p.his} {kite}.
    """)
    t.beat("""
        Up went the kite, and the wind carried it over the water. On the far bank it came down, and {g} caught the string.
        The kite danced over the roaring water and came down on the far side. {g} ran and took hold of the string.
        The kite flew across the river. "Now!" said {w}. {p} let the string go loose, the kite came down, and {g} caught it.
        {p} let out the string until the kite was over the other bank. Then it came down, and {g} picked it up.
        Out over the river flew the kite, with its long string behind it. It came down on the far bank, and there {g} picked up the string.
    """)
    t.beat("""
        {w} tied a thick rope to the end of the string. {g} pulled, and slowly the rope went over.
        To the end of the string they tied a cord, and to the cord they tied a rope. {g} pulled until the rope reached the far bank.
        Then they tied a strong rope to the string, and {g} pulled it across, hand over hand.
        {p} and {w} tied the string to a long rope. On the other side, {g} pulled and pulled until the rope was across.
        On the near bank, {p} and {w} tied a strong rope to the string. {g} pulled the string in, little by little, until the rope was across.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        With one rope, they could pull over ten more. In a week there was a new bridge, and {p} was the first to cross it.
        After the first rope went the second, and after the ropes went the boards. When the bridge was done, {w} said, "{p} goes first."
        From that rope grew a fine new bridge, stronger than the old one. "You go first," {w} told {p}. "You began it."
        The whole village helped, and soon a new bridge hung over the river. {p} ran across it before anyone else.
        Soon they pulled a second rope across, and then a third. They worked for many days, and when the new bridge was ready, {p} crossed it first.
    """)
    t.beat("""
        On the other side stood {g} with open arms, and in the house they had {snack}.
        {g} was waiting at the end with a big hug, {snack} and the {kite}.
        "You flew to me," said {g}, and gave {p} a kiss and some {snack}.
        {g} hugged {p} for a long time. Then they went in and had {snack}.
        At the far end, {g} took {p} in both arms. "I missed you so much," said {g}, and they had {snack} together.
    """)
    t.beat("""
        The {kite} hangs above that bridge to this day.
        And people still call it the Kite Bridge.
        A thin string had brought a whole bridge with it.
        "Big things can hang on a thin string," said {p}.
        After that, nobody in the village ever said that kites were only for play.
    """)


def snowed_in_train(t):
    t.p, t.g, t.d = t.child(), t.relative(), t.adult("train driver")
    t.to, t.rider, t.mine, t.theirs = t.one(*FAR_TOWNS), t.one(*RIDERS), t.food(), t.food()
    t.music = t.named_thing(t.one("fiddle", "flute", "guitar", "accordion", "banjo", "trumpet"), t.one("", "old", "small"))
    t.beat("""
        One winter evening, {p} and {p.his} {g.kind} got on the night train to {to}.
        Once upon a time, in the middle of winter, a child named {p} took the night train to {to}. {p.His} {g.kind} came too.
        {p} had never been on a night train before. Now {p.he} was going to {to} with {p.his} {g.kind}.
        The night train to {to} left at nine. In the last car sat {p} and {p.his} {g.kind}.
        "All aboard!" called the driver, and the night train rolled off to {to}. {p} sat by the window with {p.his} {g.kind}.
    """)
    t.beat("""
        The wheels sang, and snow flew past the dark window.
        Outside there was only night and snow, and the wheels went clickety-clack.
        {p} pressed {p.his} nose to the glass and watched the snowflakes race by.
        Snow began to fall, first a little and then a lot.
        The train rolled on through the dark, and the snow fell thicker and thicker.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        In the middle of the night, {p} woke up. The train stood still, and it was [strangely|very] quiet. "Why have we stopped?" {p.he} asked.
        Suddenly the train slowed down, and slower, and then it stopped. There was no station, only snow. "What has happened?" asked {p}.
        Then there was a soft bump, and the wheels stopped singing. {p} looked out, but there was no house and no light. "Are we lost?" {p.he} asked.
        At midnight the train stopped in the middle of nowhere. {p} held on to {g}. "Are we stuck?" {p.he} whispered.
        Late in the night, the train stopped with a bump. {p} looked out of the window and saw only snow. "Why did we stop here?" {p.he} asked.
    """)
    t.beat("""
        {d}, the driver, came through the train with a lantern. "There is a hill of snow on the track," {d.he} said. "We have to wait for the plow, and it will not come before morning."
        The door opened and in came {d}, the driver, white with snow. "The track is buried," {d.he} said. "The snowplow will dig us out in the morning. Until then, we have to wait."
        "The snow is too deep for us," said {d}, the driver. "We must sit here until the plow comes at sunrise."
        Soon {d}, the driver, came in from the snow. "The track is covered," {d.he} said. "In the morning the plow will come. We must wait until then."
        "We cannot go on," said {d}, the driver. "There is too much snow on the track, and the plow cannot come before morning."
    """)
    t.beat("""
        Everyone was cold and hungry. Nobody knew anybody, and nobody said a word.
        The people in the car [grumbled|sighed]. They were all strangers, and all of them were hungry.
        The people grumbled, because it was past supper and the train had no kitchen.
        The people in the car looked at their shoes. They were strangers, they were cold, and they had not eaten since noon.
        It grew colder and colder in the car. The people were hungry, but they did not know each other, and nobody spoke.
    """)
    t.paragraph()
    t.beat("""
        {p} had a basket with {mine} in it, just enough for two. But {p.he} saw how hungry everyone looked, so {p.he} held it out to {rider}. "Would you like some?" {p.he} asked.
        {p} had some {mine} for the journey. {p.He} looked at {g}, and {g} nodded. So {p} stood up and offered the first bite to {rider}.
        {g} took out {mine} for the two of them. But {p} could not eat while everybody watched. "Please have some," {p.he} said to {rider} across from them.
        "We have {mine}," {p} whispered to {g}. "May I share?" "Of course," said {g}. So {p} went to {rider}, and then from seat to seat.
        {g} had packed {mine} for the trip. {p} saw how hungry the others were. "Let us share," said {p}, and {p.he} gave some to {rider}.
    """)
    t.beat("""
        At that, [a bag was opened here|a box was opened here] and a basket there. Somebody had {theirs}, and somebody had hot tea, and all at once there was enough for the whole car.
        "How kind!" was the answer. "And I have {theirs}." Then others opened their bags too, and soon it was a feast.
        And then out came {theirs}, out came nuts and pears, out came a pot of honey. Everyone had a little, and together it was a lot.
        When the others saw that, they opened their own bags. Out came {theirs}, pears, and a cake meant for a wedding. Nobody was hungry any more.
        One after another, the people opened their bags and passed around {theirs} and whatever else they had. Soon there was enough for everyone.
    """)
    t.beat("""
        An old man took out {music.a} and played, and the people sang until the windows were warm.
        Someone had {music.a}, and soon they were all singing, and {d} sang the loudest.
        Then somebody played {music.a}. {p} danced between the seats with {d}, and nobody felt the cold.
        A girl by the door played {music.a}. The people sang and told stories until the night was nearly gone.
        Somebody in the corner played {music.a}, and the others clapped and sang along until they were warm.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        When the sun came up, the plow pushed the snow away and the train rolled on.
        In the morning, the snowplow came puffing down the line and cleared the track.
        At sunrise they heard a whistle. It was the plow! Soon the wheels were singing again.
        The sky turned pink, the plow came, and the train began to move.
        As soon as it was light, the plow came and cleared the snow from the track. Then the train could go on.
    """)
    t.beat("""
        They arrived six hours late, and no one wanted to get off.
        At the last station they all said goodbye like old friends. "It began with you," {g} told {p}.
        "I am almost sorry," said {p}, when they got off at last. "So am I," said {d}.
        "That was the best night of my life," said {p}. And then {p.he} fell asleep against {p.his} {g.kind}'s arm.
        They had got on as strangers, and they got off as friends.
        "Next winter," {p} said to {g}, "I hope it snows again."
    """)


def old_map(t):
    t.p, t.g = t.child(), t.relative("grandmother", "grandfather")
    t.spot, t.tree, t.stump = t.one(*MAP_SPOTS), t.one(*TREES), t.one(*STUMP_SPOTS)
    t.prize, t.steps, t.day = t.named_thing(t.one(*BURIED)), t.one("ten", "twelve", "twenty", "thirty"), one_day(t)
    t.more, t.a_tree = t.one("three", "five", "seven"), with_article(t.tree)
    t.beat("""
        {day}, {p} was visiting {p.his} {g.kind}. {spot}, {p.he} found a folded piece of paper. It was a map!
        {day}, {p} was looking for a pencil at {p.his} {g.kind}'s house. {spot}, {p.he} found a map instead.
        Once upon a time, there was a child named {p} who found a map. It was {spot} at {p.his} {g.kind}'s house.
        {day}, {p} had nothing to do at {p.his} {g.kind}'s house. So {p.he} poked about, and {spot} {p.he} found an old yellow map.
        {p}'s {g.kind} had a house full of old things. {day}, {p} found the best one {spot}. It was a map.
    """)
    t.beat("""
        "From the well, walk {steps} steps to the tall {tree}," it said. "Then {more} more toward the gate, and dig." At the end was a big red X.
        It showed the garden. A dotted line went {steps} steps from the well to {a_tree}, and {more} steps more toward the gate. There stood a red X.
        On it were a well, {a_tree}, a gate and a red X. "{steps} steps to the tree, then {more} to the gate, then dig," {p} read.
        The map showed the garden, with a well, {a_tree} and a gate. "Go {steps} steps from the well to the tree," it said, "and {more} more toward the gate." A red X marked the spot.
        There was a red X on the map. "Start at the well," {p} read. "Walk {steps} steps to the {tree}, and then {more} steps toward the gate. Dig there."
    """)
    t.paragraph()
    t.beat("""
        {p} took a shovel and ran outside. There was the well, and there was the gate. But where was the {tree}? There was no tree in the garden at all.
        Out {p.he} went with a shovel. {p.He} found the well and {p.he} found the gate, but in the whole garden there was no {tree}.
        {p} counted {steps} steps from the well and stopped. There should have been {a_tree} here. But there was no tree at all.
        {p} fetched a shovel and went into the garden. The well and the gate were easy to find, but {p.he} could not see any {tree}. No tree grew there at all.
        With a shovel in {p.his} hand, {p} went out to look for the {tree}. There was the well, and there was the gate, but there was not one tree in the garden.
    """)
    t.beat("""
        So {p.he} dug here and {p.he} dug there. {p.He} found two worms and a spoon, but no treasure. "It is a bad map," {p} said at last.
        {p.He} dug one hole, and another, and another, until it looked as if ten moles had moved in. Then {p.he} sat down and sighed.
        {p.He} guessed and dug, and guessed and dug, until {p.his} arms hurt. "I give up," said {p}, with mud on {p.his} nose.
        {p.He} tried a hole by the well and a hole by the gate and six holes in between. There was nothing there but earth, and {p} was ready to cry.
        Where should {p.he} dig? {p.He} dug one hole after another, all over the garden, but there was no treasure in any of them. {p} was tired and sad.
    """)
    t.paragraph()
    t.feel(t.p, "sad")
    t.take(t.g, t.prize)
    t.lose(t.g, t.prize)
    t.beat("""
        {g} came out to see the holes, and then {g.he} saw the map. "Oh my!" said {g}. "I drew that when I was seven! I hid my {prize}, and then I lost the map."
        Then {g} came out and looked at the map for a long time. "This is mine," {g.he} said. "When I was a child, I buried my {prize}. But I lost the map, and I could not find the place again."
        {g} put on {g.his} glasses and began to laugh. "I made this map when I was little, to hide my {prize} from my brothers. Then I lost the map, and my {prize} with it."
        Just then {g} came into the garden and saw the map. "That is my map!" {g.he} said. "I drew it as a child, when I buried my {prize}. But then I lost the map, and I never found the place again."
        "I know that map!" said {g}, who had come out to see the holes. "I drew it when I was small. I buried my {prize} and lost the map, and so my {prize} stayed in the ground."
    """)
    t.beat("""
        "But where is the {tree}?" asked {p}. "It fell down in a storm, long ago," said {g}. "The stump is behind the {stump}."
        "There is no {tree}," said {p}. "There was one then," said {g}. "All that is left is a stump, there behind the {stump}."
        {p} asked about the {tree}. "Lightning hit it forty years ago," said {g}. "But behind the {stump} you will find the stump."
        "I could not find the {tree}," said {p}. "It is gone," said {g}. "A storm blew it down many years ago. But its stump is still there, behind the {stump}."
        "Why is there no {tree}?" asked {p}. "The wind blew it down long ago," said {g}. "Look behind the {stump}. Only a stump is left."
    """)
    t.paragraph()
    t.take(t.p, t.prize)
    t.feel(t.p, "happy")
    t.beat("""
        {p} jumped up and walked {more} steps from the stump toward the gate. The shovel hit something hard. It was a tin box, and in it lay the {prize}!
        From the old stump {p} counted {more} steps toward the gate. This time the shovel went "clunk." Up came a rusty box with the {prize} inside!
        So they began at the stump. They took {more} steps toward the gate, and {p} dug. There was a box, and there in the box was the {prize}!
        {p} found the stump and took {more} steps toward the gate. Then {p} dug a deep hole, and there was a little box. In the box lay the {prize}!
        Now {p} knew where to begin. From the stump it was {more} steps toward the gate, and there {p} dug. Out of the earth came a tin box, and the {prize} was in it!
    """)
    t.give(t.prize, t.p, t.g)
    t.give(t.prize, t.g, t.p)
    t.beat("""
        {p} put it into {p.his} {g.kind}'s hands. {g} smiled and gave it back. "Whoever finds a treasure may keep it," {g.he} said.
        "It is yours," said {p}, and gave it to {g}. "I had the fun of hiding it," said {g}. "Now you may have it, because you found it."
        {p} gave it to {g}. "Sixty years in the ground, and it is as good as new!" said {g}. "Now I would like you to have it."
        "Here is your treasure," said {p}, and gave it to {g}. But {g} put it back into {p}'s hands. "You found it," said {g}. "Now it is yours."
        {p} held it out, and {g} took it and looked at it for a long time. Then {g} gave it back. "Keep it," {g.he} said. "You dug it up."
    """)
    t.paragraph()
    t.beat("""
        The next day they buried another box together and drew a new map. And nobody knows who will find that one.
        Then they filled up all the holes. In one of them, {p} hid a marble and a letter, and {p.he} drew a map for somebody who was not born yet.
        "A map is good," said {p}, "but it is better to ask someone who was there."
        After that, {p} asked {g} about the old days every time {p.he} came. There was always treasure in the answers.
        And then they had to fill up all the holes. But they did not mind.
    """)


def raft(t):
    t.p, t.f, t.b = t.animal(*SMALL), t.animal(*SMALL), t.animal("beaver", "otter")
    t.fruit, t.day = t.one(*FRUITS), t.one("One day", "One bright day", "One windy day", "One sunny morning")
    opening(t, t.p)
    t.beat("""
        {p.His} friend was {f.a_kind} named {f}. Both of them dreamed of the island in the lake, where the best {fruit} grew.
        Not far away was a lake with an island, and {p} and {p.his} friend {f}, {f.a_kind}, had heard that it was full of {fruit}.
        From the shore of the lake, {p} and {p.his} friend {f}, {f.an} {f.kind}, could see an island. When the wind was right, they could smell {fruit}.
        With {p.his} friend {f}, {f.a_kind}, {p.he} often sat by the lake and looked at the island, where {fruit} grew.
        {p} had a friend, {f.a_kind} named {f}. Together they often went to a lake, and in the lake was an island full of {fruit}.
    """)
    t.paragraph()
    t.beat("""
        {day}, {p} said, "Let us build a raft and sail there!" "Yes!" said {f}. So they dragged five logs to the water.
        {day}, they made up their minds to go there on a raft. They rolled five logs down to the shore.
        {day}, {f} found five good logs by the water. "We could make a raft," said {f}. "And sail to the island!" said {p}.
        {day}, {p} and {f} looked at the island. "A raft would take us there," said {p}. Soon they had five logs at the water.
        {day}, the two friends went to the lake. "With five logs we can make a raft and sail to the island," said {f}. They found the logs and rolled them to the shore.
    """)
    t.beat("""
        "We should tie them with strong roots," said {f}. "That takes all day," said {p}. "Grass will do." And {p} tied the logs with grass.
        {f} wanted to tie the logs with strong roots, but {p} could not wait. "Grass is good enough," said {p}, and quickly tied a few knots.
        {p} tied the logs with grass. "Is that strong enough?" asked {f}. "It is only a short trip," said {p}, who was in a hurry. "Get on!"
        "Strong roots would hold the logs together," said {f}. But {p} did not want to look for roots. "Grass is quicker," said {p}, and tied the logs with grass.
        "Let us tie the logs with strong roots," said {f}. "No, I want to go now," said {p}. So {p} tied the logs with long grass, and the two set out.
    """)
    t.paragraph()
    t.feel(t.p, "afraid")
    t.feel(t.f, "afraid")
    t.beat("""
        In the middle of the lake came the waves. Snap went the grass, and the logs rolled apart! The two friends held on to one log and shouted for help.
        Halfway to the island, a wave lifted the raft. One knot broke, then the next, and then there was no raft, only five logs and two wet friends. "Help!" they cried.
        They were halfway across when the wind grew stronger. The wet grass tore, and the raft fell to pieces. "Help!" shouted {p}, and hung on to a log beside {f}.
        At first the raft sailed well. But in the middle of the lake the waves grew high, the grass tore, and the logs floated apart. "Help!" cried {p} and {f}, and they held on to a log.
        Far from the shore, a big wave hit the raft. The grass broke, and the five logs rolled away from each other. {p} and {f} held on to one of them and called for help.
    """)
    t.beat("""
        {b} the {b.kind} heard them. {b.He} swam out and pushed them back to the shore.
        Luckily, {b.a_kind} named {b} was swimming close by. {b.He} told them to hold tight, took the log in {b.his} teeth and pulled it to land.
        By good luck {b} the {b.kind} was in the water. "Hang on!" called {b}, and pushed them both to the shore.
        Someone heard them. It was {b.a_kind} named {b}, who swam out and pushed their log back to the shore.
        Not far away swam {b} the {b.kind}. {b.He} came quickly, told them to hold on, and pulled their log back to the land.
    """)
    t.paragraph()
    t.feel(t.p, "ashamed")
    t.beat("""
        "Who tied this raft?" asked {b}. {p} hung {p.his} head. "I did," {p.he} said. "I was in a hurry. I am sorry, {f}."
        "Grass!" said {b}, and shook {b.his} head. "That was my idea," said {p} softly. "I did not listen to {f}. I am sorry."
        {p} sat there, dripping. "It is my fault," {p.he} told {f}. "You were right about the grass."
        "Why did the raft break?" asked {b}. {p} looked at the ground. "I tied it with grass, because I did not want to wait," said {p}. "I am sorry, {f}."
        {p} could not look at {f}. "I am sorry," said {p}. "I should have listened to you. The grass was too weak."
    """)
    t.beat("""
        So {b} showed them how to make rope from roots, and a knot that gets tighter when it is pulled. It took all day, and {p} did not complain once.
        "Come, I will teach you a real knot," said {b}. They practiced with roots until it was dark, and {p} tied every knot twice.
        {b} taught them to tie the logs with roots, and to pull each knot until it squeaked. It was slow work, but {p} did it with care.
        "I will show you how to make a good raft," said {b}. First they dug up long roots, and then {b} taught them a strong knot. {p} tied it again and again until it was right.
        For the rest of the day {b} taught them how to tie logs with strong roots. {p} did not hurry this time, and in the end every knot was tight.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.feel(t.f, "happy")
    t.beat("""
        The next morning they built a new raft and set out again. The waves came, the raft rocked, and every knot held. By noon they were eating {fruit} on the island.
        On the second day, they built a new raft. The waves were just as high, but the raft did not lose a single log. {p} and {f} ate {fruit} until they were full.
        Their second raft was as strong as a floor. It carried them to the island, and it carried them home again with a pile of {fruit}, half of it for {b}.
        In the morning {p} and {f} tied logs together again, this time with roots. The waves hit the raft, but it did not break, and soon they sat on the island and ate {fruit}.
        The next day, {p} and {f} sailed across the lake on a new raft. No knot came loose. On the island they found more {fruit} than they could eat, and they took some back to {b}.
    """)
    ending(t, t.p, t.one(
        f"{t.p} had learned that it is quicker to do a thing well once than badly twice.",
        f"After that, whenever {t.p} was in a hurry, {t.f} only had to say, \"Grass!\"",
        f"From then on, {t.p} always listened when {t.f} had a doubt.",
        "A raft is only as strong as its knots.",
        f"{t.p} never tied a lazy knot again.",
    ))


def lost_in_forest(t):
    t.p, t.g = t.child(), t.relative()
    t.dog = t.animal("dog")
    t.horn, t.lure, t.berries, t.supper = t.named_thing(t.one(*CALLERS), t.one(*"small little brass".split())), t.one(*LURES), t.one(*FRUITS), t.food()
    t.sound = {"whistle": "blew", "bell": "rang", "horn": "blew", "drum": "beat"}[t.horn.noun]
    opening(t, t.p, t.one("a little house near the forest", "a cottage at the edge of the woods", "a cabin under tall pines", "a village beside a great forest"))
    t.take(t.g, t.horn)
    t.give(t.horn, t.g, t.p)
    t.promise(t.p, "sit still when lost")
    t.beat("""
        When {p} went out to pick {berries}, {p.his} {g.kind} gave {p.him} {horn.a}. "If you get lost, do not run," said {g}. "Sit down and make a noise." {p} promised.
        Before {p} went to pick {berries}, {g} hung {horn.a} around {p.his} neck. "Promise me that you will sit down and use this if you ever get lost," said {g}. "I promise," said {p}.
        "May I go and pick {berries}?" asked {p}. "Yes," said {g}, "but take this with you." It was {horn.a}. "If you lose your way, stay where you are and call me with it." {p} gave {p.his} word.
        {p} wanted to pick {berries}. "Take this with you," said {g}, and gave {p.him} {horn.a}. "If you get lost, sit down and let me hear it." "I promise," said {p}.
        One day {p} took a basket and set out to pick {berries}. At the door {g} gave {p.him} {horn.a}. "If you ever get lost, sit still and call me with this," said {g}, and {p} promised.
    """)
    t.paragraph()
    t.beat("""
        In the forest {p} saw {lure}, and {p.he} followed, this way and that way. When {p.he} turned around, the path was gone.
        The basket was half full when {p} noticed {lure}. {p.He} went after it, deeper and deeper, until there was no path any more.
        {p} only wanted to follow {lure} for a little while. But soon every tree looked like every other tree, and {p.he} did not know the way back.
        On the forest path {p} came upon {lure}. {p.He} followed it and forgot to look where {p.he} was going. When {p.he} stopped at last, there was no path.
        Among the trees {p} saw {lure} and followed it, farther and farther from the path. Soon {p.he} did not know the way home.
    """)
    t.feel(t.p, "afraid")
    t.beat("""
        It was getting dark. Something rustled, something cracked, and {p} was afraid. {p.His} legs wanted to run.
        The sun went down. An owl hooted, and {p.his} heart beat fast. "I must run home!" {p.he} thought. But which way was home?
        Fog crept between the trees. {p} began to run, first left, then right. Then {p.he} stopped, out of breath.
        The forest grew dark and cold, and strange sounds came from the bushes. {p} was so afraid that {p.he} wanted to run.
        Night was coming, and {p} could hardly see the trees. A branch cracked, and {p.he} wanted to run and run.
    """)
    t.paragraph()
    t.keep(t.p, "sit still when lost")
    t.beat("""
        Then {p.he} remembered what {p.he} had promised. {p.He} sat down under a big tree, took {horn.the} and {sound} it three times, and then three times more.
        "No," {p.he} said. "I gave my word." So {p.he} sat down on the moss, with {p.his} back against a tree, took {horn.the} and {sound} it as loudly as {p.he} could.
        But a promise is a promise. {p} leaned against an old tree, made {p.himself} small and warm, took {horn.the} and {sound} it again and again.
        But {p} had made a promise. {p.He} sat down on the ground, took {horn.the} and {sound} it over and over.
        Then {p} thought of the promise. "I must stay here," {p.he} said. {p.He} sat down under a tree, took {horn.the} and {sound} it loudly.
    """)
    t.beat("""
        Nothing happened. {p.He} ate a few {berries}, counted to a hundred, and {sound} it once more.
        For a long time, only an owl answered. {p} sang a song to keep up {p.his} courage, and then {p.he} {sound} it again.
        It was hard to sit still. But every time {p.he} wanted to get up, {p.he} {sound} it instead.
        No one came. {p} pulled up {p.his} knees to keep warm, waited a little, and {sound} it again.
        {p.He} listened, but nobody called back. So {p.he} stayed where {p.he} was and {sound} it again, and then again.
    """)
    t.paragraph()
    t.beat("""
        Then, far away, {p.he} heard a bark. It was {dog}, the family dog! Through the bushes came a wet nose, and behind it came {g} with a lantern.
        At last there was a bark, and another, nearer now. {dog}, the family dog, jumped over a log and licked {p.his} face, and after the dog came {g}.
        Suddenly the leaves shook, and out burst {dog}, the family dog. "Good dog!" called a voice that {p} knew well. It was {g}, with a light.
        After a long time {p} heard something run through the bushes. It was {dog}, the family dog, with {g} close behind.
        All at once a light shone between the trees. {dog}, the family dog, came running and jumped up at {p}, and then {g} was there too.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        "We looked on the wrong side of the hill," said {g}. "Then {dog} heard you. If you had not stayed where you were, we would never have found you."
        "{dog} heard you from far away," said {g}, and hugged {p}. "Because you stayed in one place, it was easy to find you."
        "You kept your promise," said {g}, "and so the sound always came from the same place. That is how {dog} could find you."
        "You did just what you promised," said {g}. "You stayed in one place, and {dog} could follow the sound to you."
        {g} held {p} tight. "We would have looked all night," said {g}. "But you sat still, and so {dog} heard where you were."
    """)
    t.paragraph()
    t.beat("""
        At home everyone had some {supper}, and {dog} got the biggest share.
        They walked home hand in hand. {p} had {supper} and a warm bath, and {dog} slept on the foot of the bed.
        They had {supper} by the fire, with {berries} afterward. {p} gave a whole handful to {dog}.
        {p} was never lost again. But {p.he} never went into the forest without {horn.the}.
        Soon they were back home, safe and warm. {p} had some {supper}, and under the table {dog} had some too.
    """)


def balloon(t):
    t.p, t.b = t.child(), t.adult("balloonist")
    t.color1, t.heavy, t.day = t.color(), t.one(*HEAVY), one_day(t)
    t.under, t.gift = t.one("a wide lake", "a deep forest", "the sea", "a marsh full of reeds"), t.named_thing(t.one("compass", "spyglass", "map", "pair of goggles", "silk scarf"), t.color())
    t.beat("""
        {p} had a sack of {heavy}. It was so heavy that {p.he} could hardly lift it, but {p.he} took it everywhere.
        Once upon a time, there was {p.an} {p.kind} named {p} who collected {heavy}. {p.He} kept them in a sack and would not go anywhere without it.
        Nobody in town had as many {heavy} as {p}. {p.He} carried them around in a big sack, even to school.
        Some children collect stamps. {p} collected {heavy}, and {p.he} dragged them around in a sack wherever {p.he} went.
        Wherever {p} went, a big sack of {heavy} went too. {p.He} had collected them for years, and {p.he} would not leave a single one at home.
    """)
    t.beat("""
        {day}, {b}, the balloonist, came to town with a great {color1} balloon. "Who wants to fly with me?" {b.he} called. "I do!" said {p}.
        {day}, a {color1} balloon stood in the meadow, as tall as a house. "There is room for one more," said {b}, the balloonist, and {p} climbed in.
        {day}, {b} the balloonist landed a {color1} balloon by the school. "Would you like a ride?" {b.he} asked {p}. Of course {p} said yes.
    """.replace("a {color1}", with_article(t.color1)))
    t.beat("""
        "Must the sack come too?" asked {b}. "Yes," said {p}. "I never leave it."
        {b} looked at the sack. "Is that heavy?" {b.he} asked. "Not very," said {p}, and held it tight.
        "You could leave the sack here," said {b}. But {p} shook {p.his} head and pulled it in.
        "That is a big sack," said {b}. "Do you need it up there?" "I always take it with me," said {p}, and pulled it in.
        "Would you like to leave your sack on the ground?" asked {b}. "No, thank you," said {p}. "It goes everywhere with me."
    """)
    t.paragraph()
    t.beat("""
        Up they went! The houses turned into toys and the cows into dots, and the wind carried them out over {under}.
        The ropes were untied, and the ground dropped away. {p} laughed out loud. Soon they were floating high above {under}.
        They rose as gently as a bubble. The roads were threads and the people were ants, and then there was only {under} below them.
        Slowly the balloon rose into the sky. The people below waved and grew smaller and smaller, and then the wind blew the balloon over {under}.
        "We are flying!" cried {p}. The town grew small below them, and soon there was nothing under the basket but {under}.
    """)
    t.feel(t.p, "afraid")
    t.beat("""
        But then a cold cloud came, and the balloon began to sink. {b} threw out one sandbag, then two, then all of them. "We are still too heavy," {b.he} said.
        Then the fire in the burner grew weak, and down they went, lower and lower. {b} threw all the sandbags over the side. It was not enough. "If we come down here, we are lost," {b.he} said.
        Suddenly it began to rain. The wet balloon grew heavy and sank. Out went the sandbags, out went the lunch, but the balloon kept on sinking. "We need to be lighter still!" cried {b}.
        But after a while the balloon began to sink. {b} threw out the sandbags, one after the other, until there were no more. "That is not enough," {b.he} said. "We must get lighter."
        Then the air grew cold, and the balloon sank lower and lower. {b} dropped every sandbag over the side, but the balloon still went down. "We are too heavy," {b.he} said.
    """)
    t.paragraph()
    t.beat("""
        {p} looked at {p.his} sack. {p.He} looked down. Then {p.he} opened it and poured out all the {heavy}, every one.
        {p} swallowed. "I have something heavy," {p.he} said. With both arms {p.he} lifted the sack of {heavy} and let it fall.
        {b} did not say a word, but {p} knew. {p.He} hugged the sack of {heavy} once, and then {p.he} pushed it over the edge.
        {p} took a deep breath. "My {heavy} are heavy," {p.he} said. Then {p.he} lifted the sack over the side and let go.
        Then {p} knew what to do. {p.He} opened the sack and threw out the {heavy}, more and more of them, until the sack was empty.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        The balloon gave a jump. Up it went, and the wind carried them safely to a flat field on the other side.
        At once the balloon stopped sinking, and then it rose like a lark. An hour later they landed softly in an open field.
        The balloon shot up as if it had been set free. It flew on and on and came down in a haystack, as soft as a bed.
        Right away the balloon rose up again. The wind blew it gently across, and it landed softly in a meadow on the other side.
        The balloon stopped falling and began to climb. Before long there was open ground below, and they came down safely in a field.
    """)
    t.paragraph()
    t.beat("""
        "You saved us both," said {b}. "Are you sad about your {heavy}?" {p} thought about it. "I feel light," {p.he} said.
        "That was a brave thing to do," said {b}. {p} looked at {p.his} empty hands. "It is funny," {p.he} said. "My arms do not hurt any more."
        {b} shook {p.him} by the hand. "I know what that cost you," {b.he} said. "It was only a sack," said {p}. "You and I are more."
        "Thank you," said {b}. "I know that you loved your {heavy}." {p} nodded. "But it is better that we are safe," {p.he} said.
        {b} smiled at {p}. "Without you, we would have been lost," {b.he} said. "Do you miss your {heavy}?" "A little," said {p}. "But now my arms are free."
    """)
    t.take(t.b, t.gift)
    t.give(t.gift, t.b, t.p)
    t.beat("""
        So {b} gave {p.him} {gift.a}. It weighed almost nothing, and it was just right for the next flight.
        Then {b} gave {p.him} {gift.a} to remember the day. {p} kept it all {p.his} life, and it never needed a sack.
        And {b} took out {gift.a} and gave it to {p.him}. "For my new helper," said {b}. "Shall we fly home?"
        When they had flown home, {b} gave {p.him} {gift.a}. And from then on {p} collected something else: clouds. They are very light.
        "This is for you," said {b}, and gave {p.him} {gift.a}. It was light enough to take anywhere.
    """)


def lighthouse(t):
    t.p, t.k = t.child(), t.adult("lighthouse keeper")
    t.food1, t.coat = t.food(), t.named_thing(t.one("coat", "jacket", "blanket", "sail"), t.one("old", "thick", "wet", "heavy"))
    t.hurt, t.cargo = t.one("hurt {k.his} foot", "a high fever", "a bad back"), t.one("oranges", "salt", "wheat", "wool", "sugar", "tea")
    t.hurt = t.one(f"had hurt {t.k.his} foot", "had a fever", f"had twisted {t.k.his} knee", "had a very bad cough")
    t.ship = t.one("the Sea Swan", "the White Gull", "the Morning Star", "the Good Hope", "the Blue Whale", "the Silver Fish")
    opening(t, t.p, t.one("a fishing village", "a windy island", "a small village by the sea", "a house above the harbor"))
    t.beat("""
        Every day {p} visited {k}, the lighthouse keeper, and polished the great lamp with {k.him}.
        {p.His} friend was {k}, who kept the lighthouse. {k} had taught {p.him} how to fill the lamp and how to trim it.
        After school {p} liked to climb the hundred stairs of the lighthouse and help {k}, the keeper, to clean the lamp.
        {p} often went to the lighthouse to visit {k}, the keeper. Together they cleaned the great lamp and filled it with oil.
        {k}, the lighthouse keeper, was {p}'s good friend. Every day {p} helped to clean the lamp, and {k} showed {p.him} how to light it.
    """)
    t.paragraph()
    t.promise(t.p, "keep the light burning")
    t.beat("""
        One evening, a storm was coming, and {k} {hurt}. "I cannot climb the stairs," {k} said, "and {ship} is out there. Can you keep the light burning?" "I promise," said {p}.
        Then came an evening of black clouds. {k} {hurt} and could not climb. "{ship} is coming home tonight," {k.he} said. "Without the light, it will hit the rocks." "I will look after the light," {p} promised.
        One day in autumn, {k} told {p} that {k.he} {hurt}. "A storm is on the way," {k.he} said, "and {ship} must find the harbor. But I cannot get up the stairs." "Then I will keep the lamp burning all night," said {p}. "I promise."
        One day the sky grew dark and the wind blew hard. But {k} {hurt} and could not climb the stairs. "{ship} needs our light tonight," {k.he} said. "I will keep it burning," {p} promised.
        It was evening, and a great storm was coming. {k} {hurt}. "I cannot go up to the lamp," {k.he} told {p}, "and {ship} will need its light." "I promise to keep it burning all night," said {p}.
    """)
    t.paragraph()
    t.beat("""
        {p} climbed all the stairs and lit the lamp. Its long arm of light reached out over the waves.
        Up the stairs {p} went with a can of oil. {p.He} struck a match, and the lamp shone far across the sea.
        {p} ran up the stairs, filled the lamp and lit it. Outside, the storm began to howl.
        {p} took the oil and climbed up to the lamp. Soon it was burning brightly, and its light fell on the dark waves.
        Step by step {p} climbed to the top and lit the great lamp. Below, the waves crashed on the rocks.
    """)
    t.feel(t.p, "afraid")
    t.beat("""
        At midnight the wind broke a window. The flame bent low and almost went out. {p} held up {coat.a} in front of the hole, and the flame stood up again.
        Then, with a crash, a window broke, and in came the wind. The flame shook. Quickly {p} hung {coat.a} over the hole and held it there with both hands.
        In the middle of the night a gull was blown through a window pane. The wind rushed in, and the light grew small. {p} was frightened, but {p.he} stopped up the hole with {coat.a} and leaned against it.
        Late that night the wind blew so hard that a window broke. The flame almost went out. {p} took {coat.a} and held it over the hole, and the lamp burned on.
        Crash! A window broke, and the wind blew at the flame. {p} was afraid, but {p.he} quickly pressed {coat.a} over the hole. The light grew bright again.
    """)
    t.beat("""
        There {p.he} stood for hours. {p.His} arms hurt and {p.his} eyes wanted to close, so {p.he} sang every song that {p.he} knew.
        {p.He} was cold and very tired. To stay awake, {p.he} said the names of all the ships in the harbor, and then {p.he} said them backward.
        Hour after hour {p.he} held it. "I promised," {p.he} said, whenever {p.his} knees began to shake. "I promised."
        All night {p.he} stood there and kept the wind out. {p.He} was cold and tired, but {p.he} counted to a hundred again and again to stay awake.
        The night was long. {p.His} arms grew heavy, but {p.he} thought of the ship and did not let go.
    """)
    t.keep(t.p, "keep the light burning")
    t.paragraph()
    t.feel(t.p, "proud")
    t.beat("""
        When the sky turned grey, the lamp was still burning. And there in the harbor, with torn sails, lay {ship}.
        At last the wind died down and the sun came up. {p} looked out. {ship} was safe in the harbor!
        In the morning the sea was calm. Past the rocks, slowly and safely, came {ship}.
        Morning came, and the storm was over. The lamp still burned, and {ship} came sailing into the harbor.
        Then the first sunlight came over the sea. The wind had stopped, and {p} saw {ship} in the harbor, safe and sound.
    """)
    t.beat("""
        The captain came to the lighthouse. "In the worst of the storm we saw your light," she told {k}. "It was not my light," said {k}. "It was {p}'s."
        "Thank the one who kept the lamp," {k} told the captain, and pointed at {p}. The captain took off his cap and bowed.
        "Who kept that light burning?" asked the captain. "I did," said {p}. The captain shook {p.him} by the hand and gave {p.him} a whole box of {cargo}.
        Soon the captain knocked at the lighthouse door. "Your light saved us," the captain told {k}. "{p} kept it burning," said {k}, and put an arm around {p}.
        "We saw the light and missed the rocks," said the captain. "Who was up there all night?" {k} pointed at {p}, and the captain gave {p} a box of {cargo}.
    """)
    t.paragraph()
    t.beat("""
        {k} made {food1} for breakfast, but {p} was already asleep in the chair.
        Then they all had {food1} together. {p} fell asleep in the middle of the meal, and nobody woke {p.him}.
        And {k} hung a second key by the door. "This one is yours," {k.he} said.
        {p} slept the whole day. And in the evening {p.he} climbed the stairs again, because {k} still could not.
        Years later, when {k} was too old for the stairs, everyone knew who the next keeper would be.
    """)


def cave(t):
    t.p, t.b = t.animal("fox", "squirrel", "rabbit", "hedgehog", "badger", "goat", "cat"), t.animal("bat")
    t.wonder, t.day, t.lamp = t.one(*CAVE_WONDERS), one_day(t), t.named_thing(t.one("candle", "lantern", "torch"), t.one("", "small", "bright"))
    opening(t, t.p)
    t.beat("""
        {p} was afraid of nothing. At least, that is what {p.he} told everyone.
        "I am not afraid of anything," {p.he} used to say, and mostly it was true.
        {p.He} liked to talk about how brave {p.he} was, and nobody had ever seen {p.him} tremble.
        {p} often said that nothing in the world could scare {p.him}.
        "I am the bravest of all," {p.he} liked to say, and {p.he} never ran away from anything.
    """)
    t.beat("""
        {day}, {p.he} heard that deep in the Black Cave there was {wonder}. "I will go and see it," said {p}.
        {day}, a crow told {p.him} about the Black Cave. "Inside it there is {wonder}," said the crow, "but who would dare to go in?" "I would," said {p}.
        There were stories about the Black Cave. It was said that at the very end of it there was {wonder}. {day}, {p} set out to find it.
        {day}, {p} came to the Black Cave. Everyone said that at its end there was {wonder}. "I am not afraid to go in," said {p}.
        Deep in the Black Cave, everyone said, there was {wonder}. But nobody dared to look for it. {day}, {p} went to see it.
    """)
    t.paragraph()
    t.take(t.p, t.lamp)
    t.beat("""
        At the mouth of the cave hung {b.a_kind} named {b}. "Shall I come with you?" asked {b}. {p} laughed. "What can a little bat do? I have {lamp.a}."
        By the entrance {p.he} met a bat called {b}. "It is easy to get lost in there," said {b}. "I could show you the way." "No, thank you," said {p}. "I have {lamp.a}. You cannot even see well."
        {b} the bat was just waking up when {p} came. "Would you like a guide?" asked {b}. "A guide who hangs upside down?" said {p}. "I have {lamp.a}, and that is all I need."
        {b.a_kind} named {b} hung over the entrance. "The cave is dark, but I know the way," said {b}. "I do not need help," said {p}. "I have {lamp.a}."
        In front of the cave, a bat called {b} flew up to {p}. "May I show you the way?" asked {b}. "A small bat cannot help me," said {p}. "I have {lamp.a}."
    """)
    t.beat("""
        In {p.he} went. The tunnel turned left, and right, and then it split in three.
        {p.He} walked and walked. There were so many tunnels that {p.he} soon forgot which one {p.he} had come from.
        {p.He} went down one tunnel and up another, past stones like teeth, until {p.he} had lost count of the turns.
        Into the dark {p.he} went. One tunnel led to another, and after many turns {p.he} did not know the way back.
        Inside, the tunnels went on and on, up and down, left and right. {p.He} tried to remember every turn, but there were too many.
    """)
    t.lose(t.p, t.lamp)
    t.feel(t.p, "afraid")
    t.beat("""
        Then a drop of water fell, right on the flame. Hiss! {p} dropped {lamp.the}, and it was so dark that {p.he} could not see {p.his} own nose.
        Suddenly a cold wind blew out the light, and {lamp.the} fell to the ground. It was darker than any night.
        {p.He} tripped over a stone. The light rolled away and went out, and everything was black.
        Then {p} slipped on a wet stone and dropped {lamp.the}. The light went out at once, and {p.he} could not see anything.
        All at once something cold dripped on {p.his} nose. {p} jumped, {lamp.the} fell, and the flame went out. Now it was dark all around.
    """)
    t.paragraph()
    t.beat("""
        {p} sat down and trembled. "Is anyone there?" {p.he} called. "There ... there ... there," said the cave.
        "Help!" cried {p}. Only the echo answered. For the first time in {p.his} life, {p} was really afraid.
        {p} felt along the wall, but there was only more wall. "I am afraid," {p.he} said out loud, for the very first time.
        {p} did not know where to go. "Please, is somebody there?" {p.he} called, and {p.his} voice shook. Now {p.he} knew what it was to be afraid.
        In the dark, {p} began to shake, and {p.he} was very much afraid. "Can anyone hear me?" {p.he} called, but only the echo came back.
    """)
    t.beat("""
        "I am here," said a small voice above {p.him}. It was {b}. "I followed you, just in case."
        There was a flutter in the dark. "It is only me," said {b}. "I thought that you might need somebody after all."
        Then something soft brushed {p.his} ear. "Do not be afraid," said {b}. "I stayed close behind you, just to be sure."
        Then wings flapped in the dark. "I am right here," said {b}. "I flew after you, because the cave is so big."
        Something landed on the wall beside {p.him}. "It is me, {b}," said a kind voice. "I followed you all the way in."
    """)
    t.beat("""
        "But how can you see in here?" asked {p}. "I do not see. I listen," said {b}. "I squeak, and the walls tell me where they are. Follow my voice."
        "How do you find the way?" asked {p}. "I do not need a light," said {b}. "When I call, the echo tells me where every stone is. Just walk behind my voice."
        "Can you see in the dark?" asked {p}. "I find my way with my ears," {b} explained. "My voice bounces off the walls and comes back to me. Come, I will squeak, and you follow."
        "It is so dark. How do you know where to fly?" asked {p}. "I call, and I listen for the echo," said {b}. "It tells me where the walls are. Follow the sound of my voice."
        "You have no light," said {p}. "I do not need one," said {b}. "I squeak, and the sound comes back from the walls, and so I know the way. Just follow my voice."
    """)
    t.take(t.p, t.lamp)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        First {b} helped {p.him} to find {lamp.the}. And when it was burning again, {b} led {p.him} around one last corner, and there was {wonder}! Then they went home together.
        {b} found {lamp.the} in the dark, and {p} lit it again. "The end of the cave is close by," said {b}. And there, in the light, was {wonder}! After that, {b} brought {p.him} safely out.
        With the help of {b}, {p} got {p.his} light back and lit it. But this time {p.he} followed the bat. And so {p.he} saw it after all: {wonder}! Then {b} led {p.him} out into the fresh air.
        Soon {b} found {lamp.the}, and {p} made it burn again. They went a little farther, and there before them was {wonder}! At last {b} led {p.him} out of the cave.
        {b} flew ahead and squeaked, and {p} followed. First they found {lamp.the} and lit it, and then they came to the end of the cave. There was {wonder}! Afterward {b} showed {p} the way out.
    """)
    ending(t, t.p, t.one(
        f"{t.p} never again said no when somebody offered to help.",
        f"\"Next time, I will ask you first,\" said {t.p}, and {t.b} squeaked for joy.",
        f"{t.p} had learned that it is brave to say, \"I am afraid. Please help me.\"",
        f"From then on, {t.p} and {t.b} were the best of friends, one for the day and one for the night.",
    ))
