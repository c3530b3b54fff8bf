"""The year outdoors: weather, farm, garden and sea, and what people and animals make of them."""

from beats import ending, opening
from teller import Person, with_article

SPRING = [
    "One spring day", "One day in April", "On the first warm day of the year", "One day in May", "When the snow had melted",
    "In early spring", "One mild March day",
]
SUMMER = [
    "One summer day", "One hot afternoon", "On the first day of summer", "One day in July", "One bright June day",
    "One day in August", "In the middle of summer",
]
AUTUMN = [
    "One autumn day", "One day in October", "One windy day in autumn", "When the leaves turned red", "One foggy day in fall",
    "Late in September", "One gray November day",
]
WINTER = [
    "One winter day", "One cold day in January", "On the shortest day of the year", "One snowy afternoon", "One frosty afternoon",
    "One day in December", "In the middle of winter",
]
FARMS = [
    "a farmhouse beside a red barn", "a farmhouse at the foot of a hill", "a small farmhouse by the river", "a stone farmhouse on a hill",
    "a farmhouse at the end of a long road", "a little farmhouse near the woods", "a house with a green gate and a hundred hens",
    "a windy farmhouse above the sea", "an old farmhouse with a crooked roof", "a white farmhouse between two villages",
    "a farmhouse in a deep valley", "a cottage behind the cow barn",
]
SHORES = [
    "a fishing village", "a white house by the sea", "a small town with a harbor", "a cottage above the beach",
    "a boathouse on a quiet bay", "a village where the road ended at the sea", "a house beside the lighthouse",
    "a narrow street near the harbor", "a blue house behind the dunes",
]

BULBS = [
    "snowdrop", "crocus", "daffodil", "tulip", "hyacinth", "bluebell", "iris", "lily", "wild tulip", "grape hyacinth",
]
MARKERS = [
    "a white stone", "a stick with a ribbon", "a ring of shells", "a clay pot turned upside down", "a blue button on a twig",
    "three acorns in a row", "a wooden spoon", "a small paper flag", "a feather on a stick", "a circle of chestnuts",
    "a broken cup", "a pine cone", "a piece of red yarn on a twig", "a toy soldier",
]
BEDS = [
    "under the kitchen window", "beside the garden path", "next to the pump", "at the foot of the wall", "by the front step",
    "near the old gate", "in the tub by the back door", "under the bare lilac", "in the corner by the fence", "beside the bench",
]
HOT_LANDS = [
    "a village under palm trees", "a hot country far in the south", "a town at the edge of a desert", "a village of red earth",
    "a land where oranges grew in the streets", "a warm town where people slept on the roofs", "a country of long dry summers", "a valley full of date palms", "a fishing village on a warm gulf",
    "a harbor town where the sea was as warm as a bath",
]
WARM_PLANTS = [
    "lemon tree", "orange tree", "fig tree", "palm tree", "olive tree", "banana plant", "rose bush", "mango tree",
    "vine", "pepper plant", "date palm", "almond tree",
]
FLOATERS = [
    "straw hat", "wooden bowl", "tin bucket", "biscuit tin", "umbrella", "wooden box", "old boot", "saucepan", "flowerpot",
    "toy boat", "watering can", "washing bowl", "baby's bathtub", "fruit basket", "dented kettle", "drawer of an old desk",
]
PADDLES = ["spoon", "clothes peg", "garden label", "ruler", "flat stick", "shoehorn", "piece of bark", "hairbrush", "wooden fork"]
PERCHES = [
    "on a bean pole", "on the top of a cabbage", "on the garden bench", "on a sunflower", "on the wheelbarrow",
    "on the handle of a spade", "on the lowest branch of the pear tree", "on an upside-down bucket", "on the compost heap",
]
TINY = [
    "a beetle", "two ants", "a ladybug", "a spider", "a grasshopper", "a cricket", "a very wet bee", "a caterpillar", "an earwig",
    "a family of snails", "a moth", "a centipede", "a daddy longlegs",
]
STRAW_NAMES = {
    "he": ["Patches", "Mr. Straw", "Hodge", "Old Rags", "Jack Straw", "Turnip Tom", "Mr. Sticks", "Bartholomew", "Flapjack"],
    "she": ["Raggedy Sue", "Mrs. Straw", "Patchy Ann", "Barley Bess", "Lady Rags", "Hay Hannah", "Old Polly", "Miss Sticks"],
}
# what a scarecrow wears, who needs it, and for what
WORN_HATS = [
    ("straw hat", "robin", "a roof over the nest"), ("felt hat", "mouse", "a warm cradle for five babies"),
    ("old cap", "wren", "a place to sleep out of the rain"), ("top hat", "squirrel", "a pantry for the nuts"),
    ("bonnet", "sparrow", "a bed for the winter"),
]
WORN_SCARVES = [
    ("scarf", "hedgehog", "a bed for the long sleep"), ("pair of gloves", "rabbit", "a soft floor for the burrow"),
    ("woolen sock", "dormouse", "a sleeping bag"), ("apron", "mole", "a curtain against the wind"),
    ("red handkerchief", "shrew", "a blanket for the children"),
]
WORN_COATS = [
    ("coat", "lamb", "something to keep off the snow"), ("jacket", "fox cub", "a lining for the cold den"),
    ("cloak", "fawn", "a shelter from the north wind"), ("vest", "stray kitten", "a warm place to curl up in"),
    ("sweater", "puppy", "a bed that does not freeze"),
]


def sleeping_bulb(t):
    t.p, t.f = t.child(), t.child()
    t.g = t.relative("grandmother", "grandfather", "aunt", "uncle")
    t.bulb = t.named_thing(t.one(*BULBS))
    t.mark, t.bed, t.tool = t.one(*MARKERS), t.one(*BEDS), t.one("spoon", "small shovel", "fork", "trowel")
    t.first = t.one("leaves were falling", "apples were ripe", "days were getting short", "swallows had flown away")
    opening(t, t.p)
    t.beat("""
        One day in autumn, when the {first}, {p.his} {g.kind} put something small and brown into {p.his} hand.
        One autumn day, {p.his} {g.kind} came to visit and gave {p.him} a thing like a small brown onion.
        In autumn, when the {first}, {p} got a present from {p.his} {g.kind}. It was brown and dry, and it looked like an onion.
        "Hold out your hand," said {p.his} {g.kind} one cool autumn day, and laid a small brown lump in it.
        The {first}, and {p.his} {g.kind} was planting bulbs in the garden. "Here is one for you," said {g}, and gave {p.him} a small brown bulb.
    """)
    t.beat("""
        "There is a flower asleep in it," said {g}. "Plant it now, and promise me not to dig it up before spring." "I promise," said {p}.
        "It looks dead, but it is only sleeping," {g} said. "Put it in the ground and do not wake it. Will you promise?" {p} promised.
        "What is it?" asked {p}. "A flower that has gone to bed," said {g}. "You must promise to let it sleep until spring." And {p} gave {p.his} word.
        {g} told {p.him} that there was a flower inside. "But you must never dig it up to look," said {g}. {p} nodded. "I promise," {p.he} said.
        {g} said that a flower would sleep in it until spring. "You must not dig it up, not even once," said {g}. "I promise," said {p}.
    """)
    t.promise(t.p, "let it sleep")
    t.paragraph()
    t.beat("""
        {p} planted it {bed} and marked the place with {mark}.
        So {p} dug a hole {bed}, laid the bulb in it, and covered it up. On top {p.he} put {mark}.
        {p} found a good place {bed}. {p.He} tucked the bulb in like a baby and left {mark} there as a sign.
        {bed}, {p} made a deep little bed for it. With {mark} {p.he} marked the place.
        {p} chose a spot {bed} and pushed the bulb deep into the soft earth. To find the place again, {p.he} left {mark} there.
    """)
    t.beat("""
        The rain came, and then the frost came, and then the snow. Every morning {p} went to look, and every morning there was nothing.
        Then {p} waited. It rained for a month. It snowed for another. Nothing came up.
        October went by, and November, and soon the ground was as hard as stone. {p} looked every day, but nothing moved.
        Winter came and covered everything. "Are you still asleep?" {p} asked the ground. The ground said nothing.
        Weeks went by. The puddles froze, and the birds were quiet, and still there was nothing to see.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        One day {p.his} friend {f} came by. "It must have frozen," said {f}. "Dig it up, and then you will know."
        {p} showed the place to {p.his} friend {f}, and {f} shook {f.his} head. "Nothing can live under there," said {f}. "Why do you not dig and see?"
        "I think that it is dead," said {f}, who lived next door. "Come, let us dig it up and look!"
        "How long does a flower sleep?" asked {p.his} friend {f}. "I would just take {tool_a} and have a look."
    """.replace("{tool_a}", with_article(t.tool)))
    t.beat("""
        {p} fetched the {tool}. {p.He} knelt down in the cold and began to scrape. But then {p.he} remembered what {p.he} had said to {g}, and {p.his} hand stopped.
        That evening {p} went out alone with the {tool} in {p.his} hand. {p.He} stood there for a long time. Then {p.he} thought of {p.his} promise.
        {p} could not bear it any more. {p.He} took the {tool} and put its tip to the ground. "No," {p.he} said suddenly. "I promised."
        {p} ran for the {tool}. One scratch, two scratches, and then {p.he} sat back on {p.his} heels. "I gave my word," said {p}.
        "Just one little look," said {p}. {p.He} took the {tool} and scratched at the ground. Then {p} thought of the promise and stopped.
    """)
    t.beat("""
        So {p.he} put the {tool} back where it belonged and went inside.
        {p.He} patted the earth smooth again. "Sleep well," {p.he} whispered.
        {p.He} put the {tool} away where {p.he} could not see it, and {p.he} waited.
        And {p.he} laid some dry leaves over the place, like a blanket, and went away.
        It was hard, but {p.he} left the bulb alone.
    """)
    t.paragraph()
    t.keep(t.p, "let it sleep")
    t.feel(t.p, "happy")
    t.beat("""
        Then one morning in spring, the snow was gone, and {bed} there was a green tip, as small as a tooth. A week later it opened. It was {bulb.a}!
        One day the air was mild and a bird was singing. {p} went out, and there was a thin green leaf. It grew and grew, and at last there was {bulb.a}.
        When the ice had melted, something green pushed through the earth. {p} hardly dared to breathe. Day by day it grew taller, until it was {bulb.a}.
        And in spring, on the first warm day, {p} saw a bit of green as sharp as a pencil. Before the week was over, {bulb.a} stood there in the sun.
        Spring came at last. First there was a green tip, and then there was a bud. One fine morning the bud opened, and there was {bulb.a}.
    """)
    t.take(t.p, t.bulb)
    t.beat("""
        "It was only asleep!" said {f}. "No," said {p}. "It was getting ready."
        {f} came running to see it. "And I wanted to dig it up!" {f.he} said, and shook {f.his} head.
        "I am glad that you did not listen to me," said {f}, and bent down to smell it.
        {p} called {f} over, and the two of them lay on the grass and looked at it for an hour.
        "You were right to wait," said {f}, who had come to look. {p} smiled and gave the flower some water.
    """)
    t.paragraph()
    ending(t, t.p, t.one(
        f"\"You kept your word,\" said {t.g}, \"and the flower kept its own.\"",
        f"\"Some things grow best when nobody looks,\" said {t.g}.",
        f"{t.p} had learned how to wait.",
        f"When autumn came again, {t.p} planted ten more.",
        f"{t.g} came to see the flower and was very proud of {t.p}.",
    ))


def snow_in_a_jar(t):
    t.p, t.f, t.g = t.child(), t.child(), t.relative("grandmother", "grandfather", "aunt", "uncle")
    t.land, t.tree = t.one(*HOT_LANDS), t.one(*WARM_PLANTS)
    t.jar = t.named_thing(t.one("jar", "bottle", "tin", "flask"), t.one("little", "blue", "clean", "old", "big"))
    t.like1 = t.one("feathers, only cold", "flour, only wet", "white butterflies, only quieter", "petals, only without a tree")
    t.like2 = t.one("sugar, but it is not sweet", "sand, but you can make a ball of it", "a blanket, but it keeps nobody warm",
                    "salt, but it melts on your tongue")
    t.like3 = t.one("when you catch it, it turns to water", "it makes no sound at all", "every piece of it is a star",
                    "it makes the night bright", "you can walk on it, and it creaks")
    t.beat("""
        Once upon a time, there was {p.an} {p.kind} named {p} who had never seen snow. {p.He} came from {land}.
        {p} had just moved to the north. Before that, {p.he} had lived in {land}. It never snowed there.
        Once upon a time, {p.an} {p.kind} named {p} came from {land} to live in a cold town.
        {p} was new at school. {p.He} came from {land}, and {p.he} had never worn a scarf before.
        In {land} nobody owned a sled. That was where {p} came from, and now {p.he} lived in the cold north.
    """)
    t.beat("""
        "Soon it will snow," said {p.his} new friend {f}. "What is snow?" asked {p}.
        In school they all talked about snow. "What is it like?" {p} asked {f}, who sat beside {p.him}.
        The first friend that {p.he} made was named {f}. "Just wait until it snows," said {f}. "What does that mean?" asked {p}.
        {p.He} soon had a friend, {f.an} {f.kind} named {f}. "What is snow?" {p} asked {f} one day.
        Soon {p} made a friend named {f}. "Do you like snow?" asked {f}. "I do not know what it is," said {p}.
    """)
    t.paragraph()
    t.beat("""
        {f} thought about it. "It is like {like1}," {f.he} said. "And it is like {like2}. And {like3}."
        "It falls from the sky like {like1}," said {f}. "It is a bit like {like2}. And {like3}."
        That was not easy to explain. "Think of {like1}," said {f}. "Or think of {like2}. And {like3}."
        "Well, it is white," said {f}. "It is like {like1}. It is also like {like2}. And {like3}."
        {f} took a deep breath. "It is like {like1}," said {f}. "It can also be like {like2}. And {like3}."
    """)
    t.beat("""
        "You are making fun of me," said {p}. "There is no such thing."
        {p} frowned. "I do not believe a word of it," {p.he} said.
        "That cannot be true," said {p}. "Nothing is like that." "You will see," said {f}.
        "Nothing can be all of that at once," said {p}. {f} only smiled.
        {p} laughed out loud. It was the silliest thing {p.he} had ever heard.
    """)
    t.paragraph()
    t.beat("""
        Then, one morning in December, {p} woke up, and it was very quiet. {p.He} looked out and held {p.his} breath. The whole street was white.
        But one morning the light in {p.his} room was strange and bright. {p} ran to the window. Everything was soft and white, as far as {p.he} could see.
        One night something tapped at the glass, as softly as a moth. In the morning all the roofs were white.
        One gray afternoon something small and white floated past the window. Then there was another, and soon the air was full of them, and the ground was white.
        One winter morning {p} opened the curtains. White flakes were falling from the sky, and the street was white too.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        {p} ran out and [found {f}|met {f} at the gate]. "You told the truth!" cried {p}. "Every word of it!" They played until it was dark.
        "{f}!" shouted {p}. "It is just as you said!" They rolled in it, threw it, and ate it until their noses were red.
        Outside, {f} was already waiting. "Now do you believe me?" {f.he} asked. For an answer, {p} threw a snowball.
        {p} ran out and tasted it and rolled in it. "You forgot to say that it is fun," {p.he} told {f}.
        {p} ran through the snow with open arms and called {f}. "You were right about all of it!" said {p}.
    """)
    t.beat("""
        "I want to send some to my {g.kind}," said {p}. "Where I come from, there is none." {p.He} filled {jar.a} with snow and put it by {p.his} bed.
        But {p} thought of {p.his} {g.kind}, who still lived far away in the south. So {p.he} packed {jar.a} full of snow to send it there, and took it inside.
        Then {p} had an idea. "My {g.kind} has never seen this!" {p.he} said. {p.He} filled {jar.a} with the best snow and set it on the shelf in the kitchen.
        {p} wanted {p.his} {g.kind} in the far south to see the snow too. So {p} filled {jar.a} with snow to send there, and took it inside.
        "My {g.kind} lives where it never snows," said {p}. "I will send some there!" And {p} filled {jar.a} with snow and set it on the table inside.
    """)
    t.take(t.p, t.jar)
    t.paragraph()
    t.feel(t.p, "sad")
    t.beat("""
        In the morning there was no snow in it, only a little water. {p} [began to cry|felt like crying].
        An hour later {p.he} looked. The snow was gone, and there was only water. "It is spoiled," said {p}, and {p.his} lip trembled.
        But when {p.he} came back for it, there was nothing left but water. {p} was so sad that {p.he} could not speak.
        By the next day the snow had turned to water. {p} looked at it for a long time, and a tear ran down {p.his} cheek.
        Soon {p} went to look at it, but all the snow had melted. "Now I have nothing to send," {p.he} said sadly.
    """)
    t.beat("""
        "Send it anyway," said {f}. "It was snow, and nobody can take that away from it."
        "Water can travel, and snow cannot," said {f}. "Send the water, and write a letter with it."
        {f} looked into it. "It is the same thing, only tired from playing," {f.he} said. "Send it just as it is."
        "Then tell your {g.kind} what it was," said {f}. "You can say what I said to you."
        "Do not be sad," said {f}. "It is still the same snow, even if it looks like water. Send it with a letter."
    """)
    t.paragraph()
    t.give(t.jar, t.p, t.g)
    t.feel(t.p, "happy")
    t.beat("""
        So {p} closed {jar.the} well and wrote: "Dear {g}, this is snow. It is like {like1}. It is asleep now."
        {p} did just that. "Dear {g}," {p.he} wrote, "this was snow. It is like {like2}. I am not making fun of you."
        They sent {jar.the} with a letter. "Dear {g}," it said, "you will not believe it, but this fell out of the sky, and {like3}."
        {p} wrote a letter and sent it off with {jar.the}. "Dear {g}," it said, "this is snow that went to sleep. When it is awake, it is like {like1}."
        "Dear {g}," wrote {p}, "please do not laugh. This was snow, and snow is like {like2}." Then {jar.the} went on its long way south.
    """)
    t.beat("""
        After many weeks a letter came back. "I gave your snow to the {tree}," wrote {g}, "and now it has six white flowers."
        In spring the answer came. "I poured your snow on the {tree}," {g} had written. "It has never looked so well."
        It was a long time before an answer came. "The {tree} drank your snow," wrote {g}, "and that night I dreamed that I was cold. It was lovely."
        Many weeks later {g} wrote back. "I gave your snow to the {tree} to drink," the letter said. "Now it is growing faster than ever."
        At last there was a letter from {g}. "Thank you for the snow," it said. "I gave it to the {tree}, and the next day there was a new green leaf."
    """)
    t.beat("""
        {p} read it to {f}, and they both laughed.
        {p} kept the letter under {p.his} pillow until the next snow fell.
        "You see?" said {f}. "It was good for something."
        And that is how snow came to a place where it never snows.
        So a little of that winter is still growing in the sun.
    """)


def flood_in_the_garden(t):
    t.p = t.animal("mouse", "mole", "hedgehog", "dormouse", "shrew")
    t.e = t.animal("rat", "weasel", "lizard", "vole", "magpie", "stoat")
    t.e.short = t.e.kind.split()[0]
    t.boat = t.named_thing(t.one(*FLOATERS), t.one("", "", "red", "green", "yellow"))
    if t.boat.noun.startswith(("old", "baby", "drawer", "dented")):
        t.boat = t.named_thing(t.boat.noun)
    t.paddle, t.perch, t.one1, t.one2 = t.named_thing(t.one(*PADDLES)), t.one(*PERCHES), t.deal(TINY[0::2]), t.deal(TINY[1::2])
    t.bad = t.one(
        "chased {p} out of the strawberries", "laughed at {p}'s short legs", "taken the best corner of the woodpile from {p}",
        "stolen {p}'s nuts", "pushed {p} off the warm stone by the wall",
    ).replace("{p}", t.p.name)
    t.beat("""
        Once upon a time, {p.a_kind} named {p} lived in a garden with high walls. In the same garden lived {e.a_kind} named {e}.
        In a walled garden full of beans and roses lived {p.a_kind} named {p}. {p.He} would have been very happy there if it had not been for {e.a_kind} named {e}.
        Once upon a time, there was a garden with a wall around it, and two who lived there could not stand each other. One was {p.a_kind} named {p}. The other was {e.a_kind} named {e}.
        {p.a_kind} named {p} had the snuggest home in a garden with a wall around it. There was only one bad thing about it. {e.a_kind} named {e} lived close by.
        Behind every garden wall there is some trouble. {p}, who was {p.a_kind}, had just one. It was {e.a_kind} named {e}.
    """)
    t.feel(t.p, "angry")
    t.beat("""
        {e} had {bad}, and {p} had never forgotten it.
        Once {e} had {bad}. Since that day they had not said one word to each other.
        Long ago {e} had {bad}. A week later {e} had done it again.
        They were enemies, because {e} had {bad}, and {e} had not said sorry.
        One day {e} had {bad}, and {p} was still angry about it.
    """)
    t.paragraph()
    t.beat("""
        Then it rained. It rained for three days and three nights, and the stream came over the wall.
        One night it rained so hard that the ditch ran over, and when the sun rose, the garden was a lake.
        In [autumn|May|April] the great rain came. The paths turned to rivers, and only the tops of the cabbages looked out.
        Then came a week of rain. The pond grew until it had no edge any more, and the flower beds were gone.
        Then the sky turned black, and it rained and rained. Soon the grass, the paths and the flower beds were all under water.
    """)
    t.beat("""
        Water ran into {p}'s bed. {p.He} climbed out just in time, and there came {boat.a}, bobbing along. {p} jumped in.
        {p} woke up with wet feet and ran for the door. Outside floated {boat.a}. {p.He} climbed in and found that it held.
        {p} just managed to scramble into {boat.a} that came floating by. For an oar {p.he} fished {paddle.a} out of the water.
        {p}'s home was under water. But {p} sat in {boat.a} and paddled with {paddle.a}, and {p.he} was dry.
        Water came in at {p}'s door, and {p.he} had to swim. Then {boat.a} came floating by, and {p} climbed in.
    """)
    t.take(t.p, t.boat)
    t.paragraph()
    t.beat("""
        "Help!" called a thin voice. It was {one1}, on a leaf. {p} helped at once. A little further on {p.he} picked up {one2}.
        "Over here!" someone cried. {p} paddled over and saved {one1}. Then {p.he} saved {one2} too.
        First {p.he} came to {one1}, holding on to a stalk. "Hop in," said {p}. Next came {one2}. "There is room," said {p}.
        {p} did not row straight to the wall. {p.He} stopped for {one1}, and then {p.he} stopped for {one2}.
        {p} looked for others who needed help. First {p.he} took {one1} on board, and after that {p.he} took {one2}.
    """)
    t.beat("""
        And then {p.he} saw {e}. {e.He} was sitting {perch}, wet to the skin, and the water was already at {e.his} feet.
        Then they came around the corner, and there was {e} {perch}. The water was rising, and there was nowhere left to climb.
        Last of all they saw someone {perch}. It was {e}. {e.He} looked at {p} and did not dare to ask.
        Now only one was left. {perch} sat {e}, and {e.he} was shaking with cold.
        A little later {p} heard someone sneeze. It was {e}, who sat {perch}, cold and wet. The water was still rising.
    """)
    t.feel(t.e, "afraid")
    t.paragraph()
    t.beat("""
        "Go on," whispered the others. "{e} was never good to you." {p} thought about it for as long as it takes to sneeze. Then {p.he} turned around.
        {p} remembered everything. {p.He} could have gone past. But the water went up another inch, and {p} could not bear to see it.
        "That is {e}," said the others. "Let {e.him} swim!" "No," said {p}. "Wet is wet."
        For a moment it was very quiet. "You would go past me," said {e}. "I thought of it," said {p}. Then {p.he} shook {p.his} head.
        {p} looked at {e}, and {e} looked at the water. It would have been easy to go on. But {p} did not go on.
    """)
    t.beat("""
        "Get in," {p.he} said, "and sit in the middle." {e} stepped in as carefully as if the boat were made of glass.
        {p.He} held out {p.his} paw. {e} took it and climbed in, and the boat sank very deep, but it did not go under.
        "Come on," said {p}. {e} slid in. The boat rocked, and everybody held on to everybody.
        {p.He} brought the boat close. {e} jumped in with a thump, and it was a tight fit for all of them.
        {p} stopped beside {e} and said, "There is room for one more." {e} climbed in, and the boat sat low in the water.
    """)
    t.feel(t.p, "proud")
    t.beat("""
        {e} helped to paddle, and together they went so fast that they reached the wall in no time.
        Then {e} took over the rowing. "You are tired," {e.he} said. "It is my turn." So they got to the wall.
        {e} bailed the water out with both feet, and {p} steered, and so they came safely to the top of the wall.
        {e} knew a dry place high up on the wall. "I have never told anyone," {e.he} said. "Turn left."
        {p} and {e} took turns with the rowing, and before long they all sat safely on the wall.
    """)
    t.paragraph()
    t.feel(t.e, "happy")
    t.beat("""
        There they sat and waited for the sun. "I am sorry," said {e}. "I was never nice to you." "No," said {p}. "But you can begin today."
        There they all slept in a heap. "I am sorry for what I did," {e} said into the dark. "I heard that," said {p}, and moved a little closer.
        It took two days until the water was gone, and by then {e} had said sorry four times. "Once is enough," said {p}.
        "Why did you come for me?" asked {e}. "Because I had a boat," said {p}.
        "I was not kind to you," said {e} at last. "I am sorry." "Then let us be friends from now on," said {p}.
    """)
    t.beat("""
        When the garden was dry, {e} helped {p} to dig a new home. {boat.The} stands in front of it, in case of rain.
        When the sun came back, they hung {boat.the} up to dry. The two of them still use it for picnics.
        After that, there was peace in the garden. And when it rained, {e} always came by to see if {p} had wet feet.
        And if the water ever comes again, they will not need to look for each other. They live next door.
        Since then they have shared the garden, and it has turned out to be big enough.
    """)


def _straw_person(t):
    he = t.one("he", "she")
    return t._enter(Person(t.deal(STRAW_NAMES[he]), "scarecrow", he, t.one("old", "ragged", "kind", "quiet", "patient")))


def scarecrow_gives_all(t):
    t.p, t.c = _straw_person(t), t.child()
    t.crop = t.one("corn", "wheat", "peas", "barley", "oats", "beans", "rye")
    picks = [t.one(*WORN_HATS), t.one(*WORN_SCARVES), t.one(*WORN_COATS)]
    t.a, t.b, t.d = (t.animal(k) for _, k, _ in picks)
    t.hat, t.scarf, t.coat = (t.named_thing(n, t.one("", "", "old") if not n.startswith("old") else "") for n, _, _ in picks)
    t.for_a, t.for_b, t.for_d = (u for _, _, u in picks)
    for thing in (t.hat, t.scarf, t.coat):
        t.take(t.p, thing)
    t.home = t.one("on a hill", "beside a wood", "near the river", "behind a red barn", "between two hedges", "at the edge of a village")
    t.beat("""
        Once upon a time, {p.an} scarecrow named {p} stood in a field {home}.
        Once upon a time, in a field {home}, there stood a scarecrow. The children called {p.him} {p}.
        In a field {home} stood a scarecrow, and {p.his} name was {p}.
        All summer long, a scarecrow named {p} had watched over a field {home}.
        Once upon a time, a farmer made a scarecrow out of two sticks and a bag of straw. {p.He} was called {p}, and {p.he} stood in a field {home}.
    """)
    t.beat("""
        {p.He} wore {hat.a}, {scarf.a} and {coat.a}, and {p.he} kept the birds away from the {crop}.
        The farmer had given {p.him} {hat.a}, {scarf.a} and {coat.a}. So {p.he} guarded the {crop} in style.
        {p.He} had {coat.a}, {scarf.a} and, best of all, {hat.a}. It was {p.his} job to guard the {crop}.
        {p.His} clothes were not new, but {p.he} was proud of them: {hat.a}, {scarf.a} and {coat.a}.
        In {coat.a}, {scarf.a} and {hat.a}, {p.he} stood there every day and scared the birds away from the {crop}.
    """)
    t.paragraph()
    t.beat("""
        Then the {crop} was cut, and the cold came. One evening {a.a_kind} named {a} came hopping up. "The wind has taken everything I had," said {a}, "and now I need {for_a}."
        But after the harvest nobody thought of {p} any more. One windy night {a.a_kind} named {a} came by. "It will be a hard winter," said {a}, "and I need {for_a}."
        When the leaves had fallen, {a.a_kind} named {a} sat down at {p.his} foot and cried. "Winter is coming," {a} said, "and I still need {for_a}."
        After the harvest it grew cold. One evening {a.a_kind} named {a} came to {p} and shivered. "Please help me," said {a}. "I need {for_a}."
        The field was empty, and the nights were long. Then came {a.a_kind} named {a}. "I am not ready for the winter," said {a}. "I need {for_a}."
    """)
    t.give(t.hat, t.p, t.a)
    t.beat("""
        "Take my {hat.noun}," said {p}. "There are no birds to scare now."
        {p} bent down as far as a scarecrow can. "My {hat.noun} will do," {p.he} said. "Take it."
        "I have {hat.a}," said {p}, "and I have nobody to show it to. It is yours."
        The wind blew, and {p} let {hat.the} drop. "Will that help?" {p.he} asked. It did.
        "That is easy," said {p}. "My {hat.noun} will be just right for you." And {p} let it fall.
    """)
    t.beat("""
        The next night {b} came, {b.a_kind} with cold feet. "I need {for_b}," said {b}. So {p} gave away {scarf.the}.
        A week later it was {b.a_kind} named {b} who needed {for_b}. {p} looked down at {p.himself}. Then {p} gave {scarf.the} to {b}.
        Soon {b.a_kind} named {b} heard of it. "Do you have something for me too?" asked {b}. "I need {for_b}." "Here is {scarf.the}," said {p}.
        A few days later {b.a_kind} named {b} came through the wet grass. "I need {for_b}," said {b}. "Then take {scarf.the}," said {p}.
        Next came {b.a_kind} named {b}, thin and cold. "Can you help me?" asked {b}. "I need {for_b}." So {p} gave {scarf.the} to {b}.
    """)
    t.give(t.scarf, t.p, t.b)
    t.paragraph()
    t.beat("""
        Then it snowed. Through the snow came {d.a_kind} named {d}, so weak that {d.he} could hardly stand. "Please," whispered {d}, "I need {for_d}."
        On the coldest night of all, something small stumbled over the field. It was {d.a_kind} named {d}. "I need {for_d}," said {d}, "or I will not see the morning."
        In December {d.a_kind} named {d} lost the way in a snowstorm and fell down beside {p}. "I only need {for_d}," {d} said.
        Then the frost came, and with it came {d.a_kind} named {d}, who shook from head to foot. "I need {for_d}," said {d}.
        One icy night {p} heard a small cry. {d.a_kind} named {d} lay in the snow. "Please," said {d}, "I need {for_d}."
    """)
    t.give(t.coat, t.p, t.d)
    t.beat("""
        {p} had only {coat.the} left, and {p.he} gave it.
        "Then take {coat.the}," said {p}. "Straw does not freeze." That was not quite true.
        There was only one thing left to give. {p} let it slide from {p.his} shoulders. "It is warm on the inside," {p.he} said.
        {p} did not think long. Off came {coat.the}, and the north wind blew right through {p.his} straw.
        "I still have {coat.the}," said {p}. "You need it more than I do." And so {p} gave that away too.
    """)
    if t.chance(0.5):
        t.beat("""
        Now {p.he} was two sticks and a bit of straw, and nobody could have said what {p.he} was.
        After that {p.he} stood bare in the snow until spring.
        The wind took the straw as well. What was left was a cross of wood in a white field.
        So {p.he} stood there in the snow, thin as a rake, and yet {p.he} felt strangely warm.
        Now {p} had nothing left but sticks and straw, and the snow fell on {p.him} day and night.
    """)
    t.paragraph()
    t.beat("""
        In spring the farmer sowed the field. "That scarecrow is no good now," said the farmer. "The birds will eat every seed." But {c}, the farmer's child, watched all day, and not one bird came down.
        When spring came, the farmer shook his head. "Nothing but sticks!" he said. "We need a new one." But {c}, the farmer's child, went to look, and not a single seed was stolen.
        Spring came, and the farmer wanted to throw the old sticks on the fire. "Wait," said {c}, the farmer's child. "Look! Nobody is eating our seeds."
        When the snow was gone, the farmer came to sow the field. "These old sticks will not help us," said the farmer. But {c}, the farmer's child, saw that no bird took a single seed.
        In April the farmer sowed new seed. "We must make a better scarecrow," said the farmer. But {c}, the farmer's child, pointed at the field. Not one bird was eating there.
    """)
    t.beat("""
        All around the field sat {a}, {b} and {d} with all their friends, and they sent every hungry beak away. "This is {p}'s field," they said.
        Then {c} saw why. {a} was on watch by the gate, {b} was on watch by the hedge, and {d} walked up and down between them.
        For {a}, {b} and {d} had told it to everyone, in the hedges and in the woods. The field of {p} was to be left alone, and it was.
        {a}, {b} and {d} were standing guard. They told every hungry bird that this was the field of {p}, and the birds flew on.
        It was {a}, {b} and {d} who kept the seeds safe. They went up and down the field all day and sent the birds away.
    """)
    t.feel(t.p, "happy")
    t.paragraph()
    t.beat("""
        So {c} made a new body of fresh straw for {p} and brought {p.him} new clothes. {p.He} still stands there, and {p.he} gives them all away again every winter.
        {c} brought fresh straw and a coat of {c.his} own. "You look cold," said {c} to {p}. And the scarecrow, who could not smile before, had a smile from then on.
        That day {c} dressed {p} from head to foot. It was said that no scarecrow in the land had finer clothes, or more visitors.
        {c} filled {p} with new straw and gave {p.him} a hat with a feather in it. Nobody asked where the feather came from. It was a present.
        Then {c} brought new straw and warm clothes and made {p} look as good as new. "You have good friends," said {c}.
    """)
    t.beat("""
        Whoever gives away a {coat.noun} will not be cold for long.
        What you give in winter comes back in spring.
        And on cold nights, it is never quiet in that field.
        That is how a scarecrow came to have more friends than straws.
        Those who are kind to others are never alone for long.
    """)


SMELLS = [
    ("pine trees", "That is the Black Cliff", "there are rocks"), ("smoked fish", "That is Heron Island", "the water is shallow there"),
    ("wet sheep", "That is the Long Moor", "nobody lives there"), ("old seaweed", "Those are the Teeth", "the rocks are sharp"),
    ("mud and reeds", "That is the marsh", "we would get stuck"), ("gulls", "That is Bird Rock", "it is as steep as a wall"),
    ("wild mint", "That is the cave", "there is no beach"), ("tar", "That is the old shipyard", "it is full of broken masts"),
]
HOME_SMELLS = ["fresh bread", "apple cake", "onion soup", "burnt milk", "plum jam", "hot pancakes", "wood smoke and cinnamon", "roast chestnuts"]
SNIFFED = ["what was for dinner in every house", "when it was going to rain", "who had walked down the path",
           "a sweet in a closed fist", "which of two cups had held the tea", "a storm a day before it came"]
QUESTIONS = [
    "What do you see from your window", "Do you have a dog", "What is the best thing to eat where you live",
    "Can you stand on your head", "Which is your favorite color", "Can you whistle", "What did you dream last night",
    "Do you like storms", "What is your favorite game", "Are the stars the same where you are",
]
FAR_HOMES = [
    "in a lighthouse on a rock", "on an island with only one house", "on a barge", "in a house on stilts", "on a small island full of goats",
    "on a ship that carries oranges", "at a weather station far out at sea", "in an old fort in the sea", "on an island of birds",
    "in a cabin on a sandbank", "on the smallest island of all",
]
HELD_BY = [
    "in a net", "in the weeds", "in an old boot", "in a rock pool", "between two stones", "in a broken crate", "under a wet rope",
    "in the roots of a driftwood tree", "in a heap of shells",
]


def nose_in_the_fog(t):
    t.p, t.g = t.child(), t.relative("grandfather", "father", "uncle", "aunt", "mother", "grandmother")
    t.s1, t.s2, t.h, t.gift = t.deal(SMELLS[0::2]), t.deal(SMELLS[1::2]), t.one(*HOME_SMELLS), t.one(*SNIFFED)
    t.n1, t.call1, t.why1 = t.s1
    t.n2, t.call2, t.why2 = t.s2
    t.left = t.one("compass", "horn", "lantern", "chart")
    t.fish = t.one("mackerel", "herring", "cod", "haddock", "sardines", "flounder")
    opening(t, t.p, t.one(*SHORES))
    t.beat("""
        {p} had a very good nose. {p.He} could smell {gift}.
        Everyone knew that {p} had the best nose for miles around. With {p.his} eyes shut, {p.he} could smell {gift}.
        There was one thing that {p} could do better than anyone. {p.He} could smell {gift}.
        {p.His} eyes were good and {p.his} ears were good, but {p.his} nose was a wonder. {p} could smell {gift}.
        Other children had sharp eyes, but {p} had a sharp nose. {p.He} could smell {gift}.
    """)
    t.beat("""
        "That is very funny," said {p.his} {g.kind}, "but what is it good for?"
        {p.His} {g.kind} laughed about it. "A nose never caught a fish," {g} said.
        "Can you fish with your nose?" asked {p.his} {g.kind}, and everybody laughed.
        "If only you could sell it!" {p.his} {g.kind} liked to say.
        "Such a nose is of no use at sea," said {p.his} {g.kind} with a laugh.
    """)
    t.paragraph()
    t.beat("""
        One morning the two of them rowed out to catch {fish}. They were far from land when the fog came down.
        One day {p} and {g} went out in the boat for {fish}. The sea was calm. Then, in the time it takes to eat an apple, fog covered it all.
        One autumn morning {g} took {p} along in the boat. They were pulling up {fish} when a gray wall came over the water, and then it was all around them.
        One day, when they were out at sea after {fish}, a cold mist crept up. Soon they could not see the end of the boat.
        It was early when {p} and {g} rowed out to fish for {fish}. At first the sky was blue. Then thick fog rolled in, and they could not see the land any more.
    """)
    t.beat("""
        {g} reached under the seat. "Oh no," said {g}. "I left the {left} on the kitchen table." They called, and nothing answered.
        "Which way is home?" asked {p}. {g} turned this way and that. "I do not know," {g} said. "And the {left} is at home."
        They had not brought the {left}. {g} rowed a little one way and a little the other way, and then {g} stopped. "We are lost," {g.he} said.
        {g} looked up, but there was no sun. The {left} hung on its nail at home. "Now we can only guess," {g} said, and that was not a good thing to hear.
        "We need the {left}," said {g}, but it was still at home. {g} looked all around and saw nothing but white. "I do not know the way," {g} said.
    """)
    t.feel(t.p, "afraid")
    t.feel(t.g, "worried")
    t.paragraph()
    t.beat("""
        {p} was afraid. And when {p} was afraid, {p.he} always took a deep breath. That was how it began. "I smell {n1}," {p.he} said.
        For a while there was only the drip of the oars. Then {p} lifted {p.his} head. "Over there it smells of {n1}," {p.he} said.
        {p} shut {p.his} eyes, because they were no use anyway. A little wind touched {p.his} face. "{n1}," {p.he} said. "I smell {n1} on this side."
        "Wait," said {p}. {p.He} sniffed. "There is a smell of {n1}," {p.he} said and pointed into the white.
        {p} sat very still and sniffed the air. "I smell {n1} over there," said {p}.
    """)
    t.beat("""
        {g} sat up. "{call1}," said {g}, "and {why1}. Let us go the other way!"
        "Are you sure?" asked {g}. "{call1}! We must keep away, because {why1}."
        "{call1}," {g} said slowly. "Then I know what to do. We must turn around, because {why1}."
        {g} listened and nodded. "{call1}," said {g}. "We must not go there, because {why1}."
        "Good!" said {g}. "{call1}, and {why1}. We will row the other way."
    """)
    t.beat("""
        They rowed on. "And now?" asked {g}. "Now it is {n2}," said {p}. "{call2}," said {g}. "We have come too far, and {why2}. A bit more to the left!"
        {p} sat in the front and sniffed like a dog. After a while {p.he} said, "Now it is {n2}." "{call2}," said {g}. "Quick, to the right, because {why2}!"
        A hundred strokes later {p} held up a hand. "I smell {n2}." "{call2}," said {g}, "and {why2}. Thank goodness for that nose!"
        {g} rowed and {p} sniffed. Then {p} said, "Now I smell {n2}." "{call2}," said {g}. "We must turn again, because {why2}."
        They went on slowly. "There is a new smell," said {p}. "It is {n2}." "{call2}," said {g}. "A little to the right, because {why2}!"
    """)
    t.paragraph()
    t.beat("""
        And then {p} smiled. There was another smell. It was very faint, and it was warm. "{h}," said {p}. "That is our kitchen. Go straight on!"
        Then a new smell came over the water. {p} would have known it anywhere. It was {h}. "Home!" {p.he} cried. "It is right in front of us!"
        "Stop," said {p}. {p.He} turned {p.his} head a little. "I smell {h}. It comes from our street. Row, row!"
        All at once {p} began to laugh. "Somebody is waiting for us," {p.he} said. "I smell {h}."
        {p} sniffed once more, and this time {p.he} knew the smell well. "I smell {h}!" said {p}. "Home is that way!"
    """)
    t.feel(t.p, "happy")
    t.feel(t.g, "happy")
    t.beat("""
        Ten minutes later the boat bumped against the pier.
        {g} rowed toward it with all {g.his} strength, and soon there was sand under the boat.
        Out of the fog came a gray shape, and it was the harbor wall.
        They saw the pier only when they touched it.
        It was not far. After a few more strokes they were safe at the pier.
    """)
    t.beat("""
        "I used to joke about your nose," said {g}. "I will never do it again."
        {g} took {p}'s face in both hands and kissed {p.him} right on the nose.
        "Tonight," said {g}, "the best piece of fish is yours." "I know," said {p}. "I can smell it."
        "A nose never caught a fish," said {g}. "But yours has caught {g.a_kind}."
        "Your nose has brought us home," said {g} to {p}. "I am proud of it, and of you."
    """)
    t.paragraph()
    ending(t, t.p, t.one(
        "After that, nobody laughed at noses any more.",
        f"From then on {t.g} took the {t.left} along, and {t.p} as well.",
        "Every gift is good for something, and you never know when.",
        "",
    ))


def bottle_that_came_back(t):
    t.p, t.f = t.child(), t.child()
    t.sailor = t.adult("fisherman", "ferryman", "sailor")
    t.bottle = t.named_thing("bottle", t.one("green", "brown", "blue", "clear", "round", "small"))
    t.q, t.q2, t.far, t.held = t.deal(QUESTIONS[0::2]), t.deal(QUESTIONS[1::2]), t.one(*FAR_HOMES), t.one(*HELD_BY)
    t.sign = t.one("whale", "star", "boat", "fish", "sun", "gull", "turtle", "flower")
    opening(t, t.p, t.one(*SHORES))
    t.paragraph()
    t.beat("""
        One morning after a storm, {p} was walking on the beach, and there, caught {held}, was {bottle.a}.
        After every storm {p} went to the beach to see what the sea had brought. This time it was {bottle.a}, stuck {held}.
        Early one morning {p} saw something shine among the stones. It was {bottle.a}, and it was caught {held}.
        {p} liked to look for things on the beach. {p.He} had found shells and bones and once a shoe. But one day, {held}, {p.he} found {bottle.a}.
        One day {p} went to the beach to look for shells. There, caught {held}, {p.he} saw {bottle.a}.
    """)
    t.take(t.p, t.bottle)
    t.beat("""
        There was a paper in it. "My name is {f}," it said. "I live {far}. {q}? Please write back." Below that somebody had drawn a {sign}.
        {p} pulled out the cork, and a rolled paper fell into {p.his} hand. "Hello!" it said. "I am {f}, and I live {far}. {q}?" In the corner was a little {sign}.
        In it was a letter. "To anyone," {p} read. "I live {far}, and there is nobody to play with. {q}? Your friend {f}." And there was a drawing of a {sign}.
        {p} shook the bottle, and a letter slid out. "My name is {f}," it said, "and I live {far}. {q}?" At the end was a drawing of a small {sign}.
        Inside was a letter from {f}. "I live {far}," it said, "and I want to have a friend. {q}?" Next to the name was a picture of a {sign}.
    """)
    t.beat("""
        {p} ran home and wrote the longest letter of {p.his} life. Then {p.he} put it into {bottle.the}.
        {p} wrote back at once, on both sides of the paper, and pushed the letter into {bottle.the}.
        {p} thought about the answer all day. In the evening {p.he} wrote it down, drew a {sign} of {p.his} own, and put the letter in {bottle.the}.
        That same day {p} wrote a long answer, rolled it up, and put it into {bottle.the}.
        "I will write back!" said {p}. {p.He} filled a whole page and put the letter into {bottle.the}.
    """)
    t.paragraph()
    t.lose(t.p, t.bottle)
    t.beat("""
        {p.He} threw {bottle.the} into the waves as far as {p.he} could. In the morning it lay on the beach again.
        {p.He} threw it from the beach. The first wave took it, and the second wave brought it back.
        From the beach {p.he} threw it into the sea. But by supper it was back, at the very same place.
        {p} stood on the beach and threw {bottle.the} far out. An hour later it was lying on the sand again.
        With a big swing {p} threw {bottle.the} into the sea from the beach. Before dark the waves had brought it back.
    """)
    if t.chance(0.6):
        t.beat("""
        So {p.he} threw it from the end of the pier. That took longer. But two days later it came rolling in with the tide.
        The next day {p.he} climbed the rocks and threw it from there. The sea carried it around the bay and laid it at {p.his} feet.
        Then {p.he} tried it from the pier, at night, with a run. In the morning a gull was sitting on it, right in front of the house.
        After that {p} threw it from the rocks. It was gone for one night, and then the waves brought it back.
        Next {p} threw it from the pier, where the water was deep. Three days later it was back on the sand.
    """)
    t.take(t.p, t.bottle)
    t.feel(t.p, "sad")
    t.beat("""
        "The sea does not want my letter," said {p}.
        "It will never get there," {p} said, and {p.he} kicked the sand.
        {p} sat down beside it and could have cried. Somewhere {f} was waiting.
        {p.He} thought of {f}, who was waiting and waiting, and {p.his} heart grew heavy.
        "How will {f} ever get my letter?" said {p}, and {p.he} looked sadly at the sea.
    """)
    t.paragraph()
    t.beat("""
        {sailor}, an old {sailor.kind}, was mending a net nearby. "You throw it when the tide comes in," {sailor} said. "Then it must come back. Wait until the tide goes out."
        "You are in too much of a hurry," said {sailor}, the {sailor.kind}, who had watched it all. "The sea breathes in and the sea breathes out. Wait until it breathes out."
        Then {sailor}, the {sailor.kind}, came by. "When did you throw it?" {sailor.he} asked. {p} told {sailor.him}. "But the water was coming in then," said {sailor}. "Try it when the water goes out."
        {sailor}, the {sailor.kind}, sat down next to {p}. "The tide was coming in when you threw it," said {sailor}. "Wait until the tide goes out, and the sea will take it along."
        An old {sailor.kind} named {sailor} had seen it all. "The water was coming in, so it brought the bottle back," said {sailor}. "Wait until the water goes out."
    """)
    t.beat("""
        {p} waited until the moon was up and the sand lay bare. Then {p.he} threw. The bottle turned around once, as if it wanted to wave, and was gone.
        So that night {p} stood at the edge of the water and waited. When the sea began to run out, {p.he} let the bottle go, and it sailed off like a little ship.
        {p} sat on the stones until the water turned. Then {p.he} put the bottle down quite gently, and the sea took it along.
        That night {p} waited until the water began to go out. Then {p.he} put the bottle into a wave, and the wave carried it away.
        When the tide went out that evening, {p} threw the bottle once more. This time it drifted farther and farther, until {p} could not see it any more.
    """)
    t.give(t.bottle, t.p, t.f)
    t.paragraph()
    t.beat("""
        Weeks went by. {p} looked every day, and nothing came from {f}.
        Summer passed, and then the fall. There was no word from {f}.
        {p} waited for an answer from {f}, a month and then another.
        Every day {p} looked out at the sea. But the weeks went by, and no answer came from {f}.
        It was a long wait. Day after day {p} went down to the beach, and there was no letter from {f}.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        Then one day a boat came into the bay. On its sail was a {sign}. "Is there a {p.kind} here named {p}?" called a child. It was {f}!
        One afternoon a strange boat tied up at the pier, and on its side was painted a {sign}. A child jumped out with a bottle under one arm. "I am {f}," said the visitor. "I got your letter!"
        But one morning there was a knock at the door. There stood a child with wet shoes and a paper in one hand. On the paper was a {sign}. "I wanted to bring the answer myself," said {f}.
        Then a small boat with a {sign} on its flag sailed into the bay. A child waved and called, "{p}! I am {f}! I got your letter!"
        At last a child came along the beach to {p}, with a letter in one hand. On the letter was a {sign}. "I am {f}," said the child. "You wrote back to me!"
    """)
    t.beat("""
        "{q2}?" asked {p}, and they laughed and talked until the stars came out.
        They had so much to say that neither of them knew where to begin. "{q2}?" {p} asked at last, and they both laughed.
        "{q2}?" {p} asked before anything else, and they both had to laugh.
        The two friends sat down side by side. "{q2}?" asked {p}, and then they both laughed.
        {p} had so many questions. "{q2}?" {p.he} asked first, and soon they were both laughing.
    """)
    t.beat("""
        Now they write every week, and they always wait for the tide.
        Since then, the bottle has gone back and forth so often that it knows the way.
        {f} had thrown twenty bottles, and one of them had brought a friend.
        Some letters take a long time. The good ones are worth it.
        The sea had taken its time, but it had kept its word.
    """)


def lamb_in_the_kitchen(t):
    t.p, t.l = t.child(), t.animal("lamb")
    t.g = t.relative("father", "mother", "grandfather", "grandmother", "uncle", "aunt")
    t.box = t.one("a basket", "an apple crate", "a washing tub", "a drawer", "a wooden box", "an old suitcase", "a big cooking pot")
    t.wrap = t.one("a woolen shawl", "a towel", "an old sweater", "a flannel shirt", "a flannel sheet", "a blanket")
    t.wrong = t.one(
        "ate the laces of the boots", "slept on the sofa", "followed {p} to school", "barked at the postman like the dog",
        "chewed the corner of the tablecloth", "wanted to sit at the table", "waited for {p} on the stairs", "drank the cat's milk",
    ).replace("{p}", t.p.name)
    t.mark = t.one("a black foot", "one white ear", "a spot like a heart", "a crooked tail", "a black nose", "a white star")
    opening(t, t.p, t.one(*FARMS))
    t.beat("""
        In spring the lambs came, and there was work by day and by night.
        It was lambing time, and nobody on the farm slept much.
        Every spring there were new lambs, and every spring {p} helped to count them.
        It was March, and the lambs were coming faster than anyone could name them.
        The lambs were born in March, and everyone on the farm was busy.
    """)
    t.paragraph()
    t.feel(t.l, "sad")
    t.beat("""
        One stormy night {p.his} {g.kind} came in with something limp and wet. It was a lamb with {mark}. "It has no mother," {g} said, "and it is very cold."
        One night of sleet and wind, {g} found a lamb alone in the field. It had {mark}, and it hardly breathed. "I do not think that it will live," {g} said.
        One evening it began to snow. {g} came in from the field with a tiny lamb under {g.his} coat. It had {mark}, and it did not lift its head.
        One wet night {p}'s {g.kind} carried a small lamb into the house. It had {mark}, and it was too weak to stand. "It was all alone in the field," said {g}.
        Late one night {g} came in from the rain with a little lamb. It had {mark}, and it was stiff with cold. "I found it by the fence," said {g}. "It is very weak."
    """)
    t.beat("""
        {p} put the lamb into {box} by the stove, wrapped it in {wrap}, and rubbed its legs until {p.his} arms ached.
        "Give it to me," said {p}. {p.He} laid it in {box} near the fire, with {wrap} around it, and rubbed and rubbed.
        {p} said nothing. {p.He} fetched {box} and {wrap}, made a bed beside the stove, and breathed on the little cold feet.
        {p} found {box} and put it by the stove. Then {p.he} wrapped the lamb in {wrap}, laid it inside, and rubbed its cold legs.
        "I will take care of it," said {p}. {p.He} laid the lamb in {box} next to the stove, put {wrap} around it, and rubbed it with both hands.
    """)
    t.beat("""
        All night {p.he} dripped warm milk into its mouth, one drop at a time. When the roosters crowed, the lamb said "Maa."
        Every hour {p.he} gave it a spoonful of warm milk. The first spoon ran out again. The fourth one stayed in. At sunrise a small wet tongue licked {p.his} thumb.
        {p.He} did not go to bed. {p.He} dipped {p.his} finger in warm milk again and again, and just before morning the lamb began to suck.
        Through the whole night {p} gave the lamb warm milk from a spoon. In the morning it stood up on four shaky legs.
        {p} stayed beside the lamb all night and let it lick warm milk from {p.his} fingers. When the sun came up, the lamb opened its eyes and said "Maa."
    """)
    t.feel(t.l, "happy")
    t.paragraph()
    t.beat("""
        {p} named the lamb {l}. {l} got strong so fast that it was a wonder. {l.He} even {wrong}.
        "Your name is {l}," said {p}. In a week {l} was running around the kitchen, and in two weeks {l.he} {wrong}.
        The lamb was called {l}, and {l.he} thought that {p} was {l.his} mother. {l.He} went where {l.he} liked, and {l.he} {wrong}.
        So {l}, for that was the lamb's name, grew up in the kitchen. {l.He} drank from a bottle, and {l.he} {wrong}.
        {p} called the lamb {l}. Soon {l} was running all over the house, and one day {l.he} {wrong}.
    """)
    t.beat("""
        "This cannot go on," said {g}. "{l} is a sheep. {l.He} has to learn it from sheep."
        "{l} must go to the flock," {g} said one day. "A lamb that does not know it is a lamb will be a lonely sheep."
        {g} scratched {g.his} head. "It is time," said {g}. "{l} belongs on the hill, with the others."
        "{l} cannot live in a kitchen forever," said {g}. "{l.He} must go to the other sheep and learn to be a sheep."
        At last {g} looked at {l} and sighed. "A lamb needs other sheep," said {g}. "It is time for {l} to go to the flock."
    """)
    t.feel(t.p, "sad")
    if t.chance(0.5):
        t.beat("""
        {p} knew that it was true, and {p.he} cried a little into the soft wool.
        That was hard to hear. {p} did not eat any supper that evening.
        "But {l.he} is mine," said {p}. "{l.He} is yours," said {g}, "and {l.he} is a sheep."
        {p} wanted to say no. But then {p.he} saw how {l} stood at the window and looked at the hill.
        {p} put both arms around {l}. "I will miss you," said {p}.
    """)
    t.paragraph()
    t.beat("""
        In the morning {p} took {l} to the hill. {l} would not leave {p}'s side. So {p} got down on hands and knees among the sheep and pretended to eat grass.
        The next day {p} opened the gate to the field. {l} took one look at the sheep and hid behind {p}'s legs. So {p} lay down in the clover, right in the middle of the flock.
        {p} brought {l} to the flock. But {l} only ran after {p}, back to the gate, three times. At last {p} sat down among the sheep and did not move.
        Early in the morning {p} led {l} up to the flock. {l} was afraid and stood close to {p}. So {p} sat down in the clover among the sheep and waited.
        {p} and {l} walked to the field together the next day. {l} saw the sheep and wanted to go home. So {p} lay down in the grass in the middle of the flock.
    """)
    t.beat("""
        An old ewe came and sniffed at them both. Then another lamb jumped over a stone. {l} watched. {l} jumped too.
        For a long time nothing happened. Then a lamb came and butted {l}, just for fun, and off they ran, the two of them.
        {l} took a bite of the clover. It was better than anything in the kitchen. Two other lambs came up to see who was there, and soon there were three tails in a row.
        Soon a little lamb came and touched noses with {l}. It ran a few steps and looked back, and {l} ran after it.
        {l} sniffed the grass and took one step, and then one more. Some lambs were running up and down, and soon {l} was running with them.
    """)
    t.beat("""
        {p} crept back to the gate. {l} looked up once, and then {l.he} played on.
        When {p} stood up and walked away, {l} did not come after {p.him}.
        In the evening {p} went home alone. It was sad and good at the same time.
        {p} got up quietly and went to the gate. {l} was playing and did not even notice.
        Then {p} walked slowly home. {l} stayed with the flock and went on playing.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        All summer {p} saw the flock only from far away. In the fall it came down from the hill, and all the sheep looked the same. "{l}!" called {p}. And out of a hundred sheep came one, running.
        In autumn {p} went up to the hill. A hundred sheep lifted their heads. One of them, with {mark}, came straight up and ate {p.his} bootlace.
        A year later, there was a sheep on the hill with {mark}. When {p} came by with {p.his} school bag, it always ran along the fence as far as it could.
        When the flock came home before the snow, one big sheep stopped at the kitchen door. It had {mark}. "You may come in," said {p}, "but only for a minute."
        The next spring {p} sat down in the clover among the sheep. A big sheep with {mark} came and laid its head on {p.his} knees. It was {l}.
    """)
    t.beat("""
        You can let somebody go and still keep them.
        "You see?" said {g}. "{l} learned to be a sheep, and {l.he} did not forget you."
        "You remember," {p} whispered into the wool.
        And {p} was so happy that {p.he} laughed and cried at once.
        {p} scratched {l} behind the ear, just where it was good.
    """)


ROADS = ["a new road", "a parking lot", "a bigger shop", "a new town hall", "a hotel", "a railway line", "a gas station"]
OLD_TREES = ["oak", "linden tree", "chestnut tree", "walnut tree", "maple", "beech", "elm", "plane tree", "willow", "pear tree"]
TREE_USERS = [
    ("an old man", "I asked my wife to marry me under it"), ("a girl with a rope", "My swing hangs on it"),
    ("a cat", "Meow"), ("the postman", "It is the only place where I can rest my feet"), ("an owl", "My grandmother was born in it"),
    ("a squirrel", "All my nuts are in there"), ("the schoolteacher", "In June I read to the children in its shade"),
    ("a boy with a book", "Nobody finds me up there"), ("the fiddler", "It is where we dance in summer"), ("a woodpecker", "I have an office in it"),
    ("a tired mother", "My baby only sleeps when the leaves rustle"), ("the baker's wife", "I met my best friend there"),
    ("the bus driver", "I stop there because everyone can find it"), ("a bird-watcher", "Eleven kinds of birds live in it"),
    ("a shy man with a dog", "It is where people say hello to me"), ("a soldier with one leg", "I thought of it every day when I was away"),
]
NOTES = ["paper leaf", "paper flower", "yellow card", "white tag", "paper heart", "paper star", "paper bird", "green slip of paper"]


def tree_with_paper_leaves(t):
    t.p, t.m = t.child(), t.adult("woodcutter", "carpenter", "farmer")
    t.m.title = t.one("the mayor", "the builder", "the owner of the land")
    t.tree, t.build = t.one(*OLD_TREES), t.one(*ROADS)
    t.users = [t.deal(TREE_USERS) for _ in range(3)]
    (t.u1, t.w1), (t.u2, t.w2), (t.u3, t.w3) = t.users
    t.note, t.day = t.one(*NOTES), t.one("Friday", "Monday", "Saturday", "Thursday")
    t.age = t.one("a hundred", "two hundred", "three hundred")
    t.beat("""
        Once upon a time, there was an old {tree} in the middle of a town. It was {age} years old, and under it lived, or almost lived, {p.a_kind} named {p}.
        Once upon a time, {p.an} {p.kind} named {p} lived across the street from an old {tree}. It was {age} years old, and {p} knew every branch.
        In {p}'s town stood {a_tree} that was {age} years old. {p} said good morning to it every day.
        {p} had a friend who never moved. It was the old {tree} in the square, and it was {age} years old.
        There once was an old {tree} in a small square. It had stood there for {age} years. {p.an} {p.kind} named {p} thought that it would stand there forever.
    """.replace("{a_tree}", with_article(t.tree)))
    t.paragraph()
    t.feel(t.p, "sad")
    t.beat("""
        One morning there was a white cross on the trunk. "What is that for?" asked {p}. "On {day} we cut it down," said {m_title}. "We need room for {build}."
        One day a man painted a white cross on the bark. "It has to go," he said. "On {day} we cut it down. {m_title} wants {build} here."
        Then one day a sign hung on the trunk. "On {day} this tree will be cut down," {p} read. "{m_title} will build {build} here."
    """.replace("{m_title}", t.m.title))
    t.beat("""
        "But it is alive!" said {p}. "It is only a tree," was the answer. "Who needs it?"
        "You cannot do that!" cried {p}. "Give me one good reason," was all {p.he} heard.
        {p} felt cold all over. "Somebody should ask the tree," {p.he} said. But nobody laughed, and nobody listened.
        {p} ran to {m_title}. "Please leave it," {p.he} said. {m_title} did not look up. "Who would miss it?" was the answer.
    """.replace("{m_title}", t.m.title))
    t.paragraph()
    t.beat("""
        So {p} sat down under the {tree} with a pencil, and {p.he} asked everyone who came by. The first was {u1}. "{w1}," {p} wrote down.
        "Who needs it?" {p} said to {p.himself}. "I will find out." {p.He} sat down at the roots and waited. The first to come was {u1}. "{w1}," {p} heard, and wrote it on a {note}.
        {p} did not shout, and {p.he} did not cry. {p.He} took a pencil and went to ask. The first answer came from {u1}. "{w1}."
        {p} took a pencil and waited under the {tree}. "Why do you need this tree?" {p.he} asked everyone. The first to answer was {u1}. "{w1}."
        "I will ask everyone," said {p}, and {p.he} took a pencil and went to the {tree}. The first answer came from {u1}. "{w1}."
    """)
    t.beat("""
        Then came {u2}. "{w2}." And then came {u3}. "{w3}."
        After that came {u2}. "{w2}." And just before dark came {u3}. "{w3}."
        The next answer was from {u2}: "{w2}." The one after that was from {u3}: "{w3}."
        {u2} came next. "{w2}." A little later came {u3}. "{w3}."
        Soon {u2} came by. "{w2}." Then {u3} came along. "{w3}."
    """)
    t.beat("""
        {p} wrote each answer on a {note} and hung it on a branch. By evening there were thirty. By {day} there were three hundred.
        Each answer got a {note}, and {p} tied them to the branches one by one. Soon people came by themselves, with ladders.
        Every answer went onto a {note} of its own, and up into the branches. The day after, somebody had hung up ten more.
        {p} hung every answer on the tree, each on its own {note}. Soon other people wrote answers too, and the branches filled up.
        For every answer {p} took a new {note}, wrote on it, and hung it on the tree. More came each day, and by {day} there was hardly an empty branch.
    """)
    t.paragraph()
    t.beat("""
        On {day}, {m}, the {m.kind}, came with a long saw. {m.He} looked up, put the saw down and began to read.
        {day} came, and with it came {m}, the {m.kind}, who had been told to do the work. {m} walked around the {tree} three times. Then {m.he} sat down on {m.his} toolbox and read.
        On {day} the {m.kind} came with an axe. {m} was the {m.kind}'s name. {m.He} lifted the axe, saw the first note, and let the axe sink again.
        Then it was {day}. {m}, the {m.kind}, came to cut down the tree. But then {m.he} saw all the notes and began to read them.
        When {day} came, {m}, the {m.kind}, brought a big saw. {m} looked at the branches, forgot the saw, and started to read.
    """)
    t.beat("""
        {m} read for an hour. "I carved my name on this tree when I was seven," {m} said at last. "I will not cut it." And {m.he} hung up a note too.
        Nobody said a word. Then {m} asked for a pencil. "My brother taught me to climb here," {m.he} wrote. {m.He} tied it to the lowest branch and went home.
        Then {m} took off {m.his} hat. "Find somebody else," said {m}. "I had forgotten that I learned to whistle up there."
        "I cannot do it," said {m}. "I sat on these branches when I was little." And {m.he} went home without cutting anything.
        At last {m} turned around. "I ate my lunch here every day when I was small," {m.he} said. "I will not cut this tree."
    """)
    t.beat("""
        {m_title} came running. "What is going on here?" But then {m_title} began to read as well. It took all afternoon.
        In the end {m_title} came in a black car and read, with a very red face, from left to right and from bottom to top.
        When {m_title} saw the whole town under the {tree}, it became quite clear who needed it.
    """.replace("{m_title}", t.m.title))
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        They made a plan with a curve in it, and {build} was built a little to one side.
        In the end there was room for both, once they had turned the plan around.
        So {build} was built at the other end of the town, where nothing had to die for it.
        The plan was changed. It cost a little more, and nobody was sorry.
        Everyone agreed that the tree must stay, and they found another place for {build}.
    """)
    t.beat("""
        The {tree} is still there. In autumn, when its leaves fall, {p} hangs up one {note}. It says: "Thank you."
        That spring the {tree} had more blossoms than ever. {p} said good morning to it, and it rustled.
        And if you sit under it, somebody may come with a pencil and ask you why you like it.
        "Somebody should ask the tree," {p} had said. But it was enough to ask everyone else.
        A few of the notes hang there to this day, high up, where only the birds can read them.
    """)


LANTERN_SHAPES = ["a moon", "a fish", "a star", "a swan", "a hedgehog", "a ship", "a dragon", "an owl", "a sun", "a whale", "a house", "a lion"]
PLAIN_LANTERNS = [
    ("jam jar", "with a wire around its neck"), ("turnip", "with two eyes and a crooked smile"), ("tin can", "full of little nail holes"),
    ("pumpkin", "with a round mouth"), ("clay pot", "with a crack down the side"), ("big glass pickle jar", "with a string for a handle"),
    ("biscuit tin", "with small stars cut in the sides"), ("watering can", "with a lid on top"), ("old birdcage", "with glass on all its sides"),
]
STREETS = ["Mill Lane", "Bridge Street", "Church Hill", "Apple Lane", "Harbor Street", "Long Street", "Pond Road", "Baker's Row"]
SPOILERS = ["the cat sat on it", "it fell into the soup", "the dog chewed it", "it got wet in the rain", "a little brother stepped on it",
            "the goat ate half of it", "it was left too near the stove", "the wind blew it into a hedge"]


def plainest_lantern(t):
    t.p, t.f, t.g = t.child(), t.child(), t.relative("grandmother", "grandfather", "aunt", "uncle", "father", "mother")
    t.shape, t.fshape, t.other = t.deal(LANTERN_SHAPES[0::3]), t.deal(LANTERN_SHAPES[1::3]), t.deal(LANTERN_SHAPES[2::3])
    t.fthe, t.othe = (w.replace("an ", "the ", 1) if w.startswith("an ") else w.replace("a ", "the ", 1) for w in (t.fshape, t.other))
    t.noun, t.look = t.one(*PLAIN_LANTERNS)
    t.bad, t.street, t.treat = t.one(*SPOILERS), t.one(*STREETS), t.food()
    t.lamp = t.named_thing(t.noun)
    opening(t, t.p)
    t.beat("""
        On the longest night of the year, all the children carried lanterns up the hill to call back the sun.
        Every winter, when the nights were longest, the children walked through the dark with lanterns and sang.
        Each December there was a lantern night, when every child carried a light through the streets and up to the church.
        The best night of the winter was lantern night. Then all the lamps were put out, and the children brought the light.
        Once each winter, on the darkest night, all the children walked up the hill with lanterns and sang.
    """)
    t.paragraph()
    t.beat("""
        For two weeks {p} had worked on a paper lantern like {shape}. On the last day, {bad}.
        {p} had made {shape} out of red and gold paper. It was the finest lantern on {street}, until {bad}.
        This year {p} had a lantern that looked like {shape}. It had taken {p.him} ten evenings to make it. But an hour before the walk, {bad}.
        {p} was proud of the paper lantern that {p.he} had made. It looked like {shape}. But just before the walk, {bad}.
        Day after day {p} cut and glued paper, until there was a lantern like {shape}. Then, on the last day, {bad}.
    """)
    t.feel(t.p, "sad")
    if t.chance(0.6):
        t.beat("""
        "Now I cannot go," said {p}, and {p.he} took off {p.his} shoes again.
        "I will stay at home," {p.he} said, and two tears fell on the ruined paper.
        There was no paper left and no time. {p} sat on the stairs with {p.his} chin on {p.his} knees.
        {p} held up what was left of it and did not know what to say.
        {p} looked at the ruined lantern, and {p.his} eyes filled with tears.
    """)
    t.beat("""
        {g} looked around the kitchen. "A lantern is only something that holds a light," said {g}, and put a candle into {lamp.a} {look}.
        "Wait," said {g}. {g.He} looked on the shelf and under the shelf, and {g.he} came back with {lamp.a} {look}. "It will hold a candle," said {g}, and lit one in it.
        "Take this," said {p.his} {g.kind}, and gave {p.him} {lamp.a} {look}. A candle burned in it. "It is not pretty, but it shines."
        "You can still go," said {g}. {g.He} brought {lamp.a} {look}, put a candle inside, and lit it.
        Then {g} had an idea. {g.He} took {lamp.a} {look} and set a burning candle inside. "Carry this one," said {g}. "It will shine too."
    """)
    t.take(t.p, t.lamp)
    t.paragraph()
    t.feel(t.p, "ashamed")
    t.beat("""
        The others were already waiting on {street}. {f} carried {fshape}, and a tall boy carried {other} with silver edges. {p} held the {noun} behind {p.his} back.
        On {street} they stood in a long line. There was {fshape}, which belonged to {f}, and there was {other}. "What is that?" somebody asked {p}, and somebody laughed.
        {p} went to the very end of the line. In front of {p.him} was {f} with {fshape}, and in front of {f} was {other}, as big as a door. {p} held the {noun} low, so that nobody would see it.
        {f} stood on {street} with {fshape} of red paper, and next to {f} somebody held up {other}. {p} went to the back and tried to hide the {noun}.
        All the others had fine lanterns. {f} had {fshape}, and a bigger child had {other}. {p} went to the end of the line with the {noun} and hoped that nobody would look.
    """)
    if t.chance(0.5):
        t.beat("""
        They began to sing, and slowly the lights went up the hill.
        The bell rang, all the windows went dark, and the walk began.
        Off they went, with songs and small steps, because of the ice.
        The drum gave a beat, and the line moved off like a glowing snake.
        The children began to walk, and the lanterns swung in the dark.
    """)
    t.paragraph()
    t.beat("""
        Then the wind came over the hill with a howl, and out went {fthe}, and out went {othe}. One light after the other died.
        On the bridge the wind caught them. "Poof!" said the wind, and {othe} was dark. "Poof!" And {f} stood there with a black lantern and cried out.
        Then, from one step to the next, it began to storm. Paper tore and candles went out. Soon nobody could see a hand in front of their eyes.
        All at once a strong wind blew. It put out {fthe}, and it put out {othe}. Soon every paper lantern was dark.
        Halfway up the hill a great wind came. It shook {othe} until the candle went out. Then {fthe} went dark too, and the whole line stood still in the night.
    """)
    t.beat("""
        The song stopped. "I cannot see the path!" called {f}. The little ones began to cry.
        "Where are you?" cried {f}. "Nobody move!" called the teacher. "There is a ditch on both sides!"
        It was so dark that even the big boys were silent. "Is there no light at all?" asked {f}.
        "It is so dark!" cried {f}. "We will never find the way!" And nobody sang any more.
        Everyone was frightened, and some of the children were crying. "Does anybody still have a light?" called {f}.
    """)
    t.beat("""
        {p} held up the {noun}, and the flame in it had not even noticed the wind.
        {p} felt something warm under {p.his} hand. Its candle was burning as quietly as on the kitchen table.
        Then a small gold light came up from the end of the line. It was {p} with the {noun}. The wind blew at it and could not get in.
        "I have a light!" called {p}. The candle in the {noun} was still burning, because the wind could not reach it.
        Only {p} still had a light. {p.He} lifted the {noun} high, and its candle did not even shake.
    """)
    t.paragraph()
    t.feel(t.p, "proud")
    t.beat("""
        "Come here," said {p}, "one at a time." {f} lit a candle at the {noun}, and another child lit one from {f}. Now {p} walked in front.
        "Hold hands," called {p}, "and walk behind me!" And so they went, a long dark line, until they were safe behind the church wall. There they all lit their candles again at the {noun}.
        {p} walked ahead, and nobody laughed. Where a wall kept off the wind, {p.he} lit {f}'s candle, and the next one, and the next, until they were all burning.
        "Follow me," said {p}, and {p.he} led them all to a high wall that kept off the wind. There {f} lit a candle at the {noun}, and then the others did too.
        {p} held out the {noun}, and {f} lit a candle at it. Soon there were many lights again, and {p} walked in front of them all.
    """)
    t.beat("""
        "That is the most beautiful one of all," said {f}. "It is {lamp.a}," said {p}. "I know," said {f}.
        "Next year I want one like that," said {f}.
        "What is it called?" asked a little girl. {p} thought about it. "It is called a lantern," {p.he} said.
        "I did not think much of it before," said {f}. "Nor did I," said {p}. "And now look at it."
        "Your lantern was stronger than the wind," said {f}, and {p} was proud.
    """)
    t.beat("""
        At home they had {treat}, and {g} set the {noun} in the window, where it burned until morning.
        Afterward everyone had {treat}, and {p} was served first.
        It is not the paper that makes a lantern. It is the light.
        And in the morning the sun really did come back. Perhaps it had seen the way.
        Since that winter, one plain light always walks in front.
    """)


THIRSTY = ["crow", "donkey", "dog", "goat", "pony", "goose", "hen", "cow", "cat", "pigeon"]
HELD_WATER = ["cup", "bowl", "jug", "bottle", "tin mug", "tin can", "jar"]
DRY_SIGNS = [
    "the corn hung its leaves", "the frogs had left the pond", "the river was a road of stones", "the earth had cracks as wide as a hand",
    "even the weeds were brown", "the fish pond was a plate of mud", "the mill wheel stood still", "the beans rattled in the wind",
]
SPRING_SPOTS = [
    "behind a wall of brambles", "under a heap of old stones", "at the bottom of a dry ditch", "between the roots of a dead willow",
    "behind the ruined chapel", "in a hollow full of dry ferns", "at the foot of the gray cliff", "under a fallen tree",
]


def last_cup_of_water(t):
    t.p, t.a = t.child(), t.animal(*THIRSTY)
    t.w = t.adult("miller", "blacksmith", "innkeeper", "teacher", "baker")
    t.cup = t.named_thing(t.one(*HELD_WATER), t.one("", "blue", "white", "old"))
    t.dry1, t.dry2, t.spot = t.deal(DRY_SIGNS[0::2]), t.deal(DRY_SIGNS[1::2]), t.one(*SPRING_SPOTS)
    t.weeks = t.one("ten", "twelve", "fifteen", "twenty")
    t.beat("""
        Once upon a time, it did not rain for {weeks} weeks. In a village among dry hills, {dry1}, and {dry2}.
        Once upon a time, there was a summer without rain. After {weeks} weeks {dry1}, and {dry2}.
        It had not rained for {weeks} weeks. In the village {dry1}, and {dry2}.
        No one could remember such a summer. For {weeks} weeks there was no cloud. By August {dry1}, and {dry2}.
        Once upon a time, a village forgot what rain was like. It had been dry for {weeks} weeks, and {dry1}.
    """)
    t.beat("""
        There was only a little water left in the well, and {w}, the {w.kind}, measured it out. Everyone got one {cup.noun} of water a day, and not a drop more.
        {w}, the {w.kind}, had the key to the well. Each morning every person got one {cup.noun} of water. "Make it last," {w} said.
        The well was almost empty. Every morning they all stood in line, and {w}, the {w.kind}, gave each of them one {cup.noun} of water for the whole day.
        Even the well was nearly dry. Each morning {w}, the {w.kind}, gave everyone one {cup.noun} of water and nothing more.
        Only the well still had some water. {w}, the {w.kind}, gave each person one {cup.noun} of water a day, and no one got more.
    """)
    t.paragraph()
    t.take(t.p, t.cup)
    t.beat("""
        In that village lived {p.an} {p.kind} named {p}. One day {p.he} was carrying {p.his} water home in {cup.a}, step by step, when {p.he} saw {a.a_kind} by the road.
        One noon {p.an} {p.kind} called {p} walked home from the well with {cup.a} in both hands. {p.He} had not taken one sip yet. Then {p.he} heard a dry little sound. It was {a.a_kind}.
        Among the people at the well was {p.an} {p.kind} named {p}. {p.He} carried {p.his} water away in {cup.a} and looked for some shade to drink it in. But in the shade lay {a.a_kind}.
        One day {p.an} {p.kind} named {p} was going home from the well with {cup.a} full of water. Beside the road lay {a.a_kind}, all alone.
        {p.an} {p.kind} called {p} got {p.his} water in {cup.a}, like everyone else. On the way home {p.he} found {a.a_kind} lying in the dust.
    """)
    t.feel(t.a, "sad")
    t.beat("""
        It belonged to nobody, and people called it {a}. It could not even lift its head. Its tongue was as dry as paper.
        "{a}!" said {p}, for everybody knew the poor old thing. It looked at {p.him}, and it looked at the {cup.noun}.
        It was old {a}, who had no master. Its eyes were half shut, and it did not move.
        {p} knew it well. Its name was {a}, and in better days it had stolen bread from the windows. Now it hardly breathed.
        People called it {a}, and it had no home. Now it was too weak to stand, and it looked at {p} with sad eyes.
    """)
    t.beat("""
        {p} was so thirsty that {p.his} lips hurt. "If I drink half," {p.he} thought, "and you drink half, we will both be thirsty." So {p.he} gave it all.
        "It is all I have," said {p}. {a} did not understand that. So {p} knelt down and held out the {cup.noun}.
        There was nobody to see. {p.He} could have walked on. But {p.he} put the {cup.noun} down in the dust and looked away, so that it would not hurt so much.
        "You need the water more than I do," said {p}, and {p.he} held the {cup.noun} out to {a}.
        {p} was thirsty too, and there would be no more water until the next day. But {p.he} knelt down and held the {cup.noun} for {a}.
    """)
    t.beat("""
        {a} drank to the last drop. Then {a} stood up, shook off the dust, and set out toward the hills.
        It was gone in one breath. After a while {a} got up on shaky legs and started to go, and stopped, and looked back.
        {a} drank, and drank, and emptied the {cup.noun}. "Now we have nothing," said {p}. But {a} was already on the way to the hills.
        {a} drank it all. Slowly {a} stood up, looked at {p}, and began to walk toward the hills.
        Soon there was not a drop left. {a} got up, took a few steps toward the hills, and turned around.
    """)
    t.paragraph()
    t.feel(t.a, "happy")
    t.beat("""
        "Where are you going?" called {p}, and because there was nothing to stay for, {p.he} followed.
        "Wait!" called {p}. It seemed that {a} wanted {p.him} to come along. So {p.he} went.
        Did {a} want to show {p.him} something? {p} was too curious to stay behind.
        "I will come with you," said {p}, and {p.he} walked along behind {a}.
        {p} wondered where {a} wanted to go, and {p.he} went along to see.
    """)
    t.beat("""
        They went through the dead fields and up the slope. There, {spot}, {a} began to scratch and to dig.
        It was a long way, and the sun beat down. Then {a} stopped {spot} and would not move any further.
        {a} led {p.him} over the hill to a place where no one ever went. And {spot} {a} stood still and made a great noise.
        They walked a long way into the hills. At last {a} stopped {spot} and scratched at the ground.
        Step by step {a} went up the dry hill. At last {a} stopped {spot} and looked at {p.him}.
    """)
    t.beat("""
        {p} bent down. The ground was dark. It was wet! {p} dug with both hands, and cold clear water ran over {p.his} fingers.
        There was something green there, one tiny spot of moss. {p} put {p.his} ear to the ground and heard a trickle. Under it was a spring!
        {p} rolled away a stone, and then another one. Water! It bubbled up and made a puddle, and the puddle had the sky in it.
        {p} felt the ground with one hand. It was cold and wet! {p.He} dug a hole, and clear water came up in it.
        Something wet was shining on the ground. {p} pushed the earth aside with both hands, and up came cold, clear water. It was a spring!
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        {p} ran back to the village and shouted until {p.his} voice broke. {w} came with a shovel, and behind {w} came everybody with buckets.
        "Bring all the buckets!" {p} called from the top of the hill. That evening the whole village sat by the spring and drank, and {w} measured nothing any more.
        By evening there was a path to the spring, and a long line of people with jugs. "How did you find it?" asked {w}. {p} pointed at {a}.
        "We have water!" {p} shouted all the way back to the village. {w} came running, and all the others ran behind with jugs and buckets.
        {p} ran to the village and told {w}. Soon everyone was climbing the hill with jugs and buckets, and {w} laughed out loud.
    """)
    t.beat("""
        They all drank, but {a} was allowed to drink first.
        "For one {cup.noun} of water," said {w}, "you got a whole spring."
        When the rain came at last, nobody was in a hurry to go inside. And {a} never had to go thirsty again.
        They named the place the spring of {a}, and beside it, for all time, there stands {cup.a}.
        "I gave {a} my water," said {p}, "and {a} gave it back."
        Whoever shares the last drop will not be thirsty long.
    """)


TENANTS = ["mouse", "dormouse", "hedgehog", "shrew", "vole"]
PUMPKIN_FOOD = ["warm milk", "old tea", "rain from the barrel", "fish soup", "nettle soup", "horse manure", "cold coffee", "flat lemonade", "sugar water"]
PRIZES = ["a silver cup", "a new wheelbarrow", "a goose", "a blue ribbon", "a golden spoon", "a bag of fifty coins", "a ham", "a brass watering can"]
FAIRS = ["harvest fair", "autumn fair", "pumpkin show", "village fair", "farmers' market", "garden show"]


def pumpkin_with_a_door(t):
    t.p, t.g, t.j = t.child(), t.adult("gardener", "farmer", "miller", "blacksmith"), t.relative("grandfather", "grandmother", "aunt", "uncle")
    t.m = t.animal(*TENANTS)
    t.fed, t.prize, t.fair = t.one(*PUMPKIN_FOOD), t.named_thing(t.one(*PRIZES).split(" ", 1)[1]), t.one(*FAIRS)
    t.years, t.babies = t.one("three", "five", "seven", "nine"), t.one("three", "four", "five", "six")
    t.size = t.one("a sheep", "a barrel", "a stove", "a cow", "an armchair", "a small cart", "a bathtub")
    opening(t, t.p, t.one(*FARMS))
    t.beat("""
        Every year there was a prize at the {fair} for the biggest pumpkin, and every year {g}, the {g.kind}, won it.
        {p} wanted just one thing in the world. {p.He} wanted to grow a bigger pumpkin than {g}, the {g.kind}, who had won the prize for {years} years.
        For {years} years the prize for the biggest pumpkin at the {fair} had gone to {g}, the {g.kind}. "This year it will be mine," said {p}.
        At the {fair} there was a prize for the biggest pumpkin. {g}, the {g.kind}, had won it for {years} years, and now {p} wanted to win it.
        {p} dreamed of winning the prize for the biggest pumpkin. But for {years} years {g}, the {g.kind}, had always won it.
    """)
    t.paragraph()
    t.beat("""
        In May {p} planted one seed. {p.He} gave it {fed}, and {p.he} picked off the bugs by hand. In July the pumpkin was as big as a hat. In September it was as big as {size}.
        {p} planted a seed in the best corner of the garden and fed it with {fed}. The pumpkin grew. It grew through the fence, it lifted the bench, and in the end it was as big as {size}.
        {p}'s secret was {fed}. {p.His} pumpkin got some of it every evening, and every morning it was a little fatter. By fall it was as big as {size}.
        That spring {p} planted a pumpkin seed and fed the plant with {fed}. All summer the pumpkin grew, and by September it was as big as {size}.
        Every day {p} gave {p.his} pumpkin some {fed}. It grew bigger and bigger, and when fall came it was as big as {size}.
    """)
    if t.chance(0.5):
        t.beat("""
        "That will win," said {j}, {p.his} {j.kind}, and walked all the way around it.
        {p.His} {j.kind} measured it with a rope, and then {j} measured it again. "You have done it," {j} said.
        Even {p.his} {j.kind}, who was never surprised, was surprised. "Not even {g} has one like that," said {j}.
        "I have never seen such a big pumpkin," said {j}, {p.his} {j.kind}.
        {j}, {p.his} {j.kind}, knocked on it and smiled. "This one will win the prize," said {j}.
    """)
    t.feel(t.p, "proud")
    t.paragraph()
    t.beat("""
        On the night before the {fair}, {p} brought it a blanket, and there {p.he} saw it. At the bottom of the pumpkin was a small round hole, and out of the hole looked {m.a_kind}.
        One day before the {fair}, {p} polished the pumpkin with a cloth. On the back, close to the ground, there was a hole like a little door. "Who is in there?" asked {p}. Out came {m.a_kind}.
        And then, on the last evening before the {fair}, {p} heard a scratching. It came from inside! {p.He} put {p.his} eye to a small hole in the side, and an eye looked back. It belonged to {m.a_kind}.
        The day before the {fair}, {p} found a small round hole at the bottom of the pumpkin. While {p.he} was looking at it, {m.a_kind} came out.
        The {fair} was the next day, so {p} bent down to wash the pumpkin. Low on one side was a hole like a little door, and in it stood {m.a_kind}.
    """)
    t.beat("""
        "My name is {m}," said the {m.kind}, "and these are my children." Behind {m.him} lay {babies} babies, as pink as radishes. "It is so warm in here. Are you going to throw us out?"
        "Please speak softly," said the {m.kind}. "The children have just fallen asleep. I am {m}." There were {babies} of them, in a nest of pumpkin threads.
        "Good evening," said the {m.kind}. "I am {m}, and we live here, my {babies} little ones and I. It is the finest house that we have ever had."
        "I am {m}," said the {m.kind}. "I live in this pumpkin with my {babies} babies. They are very small, and it is warm in here."
        "Please do not be angry," said the {m.kind}. "I am {m}, and I have {babies} babies. We had no home, so we moved in here."
    """)
    t.feel(t.m, "worried")
    t.beat("""
        {p} wanted to be angry. "But tomorrow they will take it to the fair," {p.he} said, "and weigh it, and then they will cut it up for soup."
        {p} sat down hard. "Tomorrow there is the {fair}," {p.he} said. "They lift the pumpkins with ropes, and afterward they cook them."
        "You cannot live here!" said {p}. "It goes on the scale tomorrow, and then into the pot."
        "But tomorrow is the {fair}," said {p}. "They will weigh the pumpkin, and then they will make soup out of it."
        {p} did not know what to say. "They will weigh this pumpkin tomorrow," {p.he} said at last, "and after the {fair} it will be cooked."
    """)
    if t.chance(0.6):
        t.beat("""
        {m} did not say a word. {m.He} only pulled a thread of pumpkin over the smallest one.
        "Then we will go," said {m}, and looked out at the frost.
        "Tomorrow?" said {m}. "They cannot walk before next week."
        "I see," said {m}, and {m.his} whiskers shook.
        {m} looked back at the babies. "They are too small for the cold," said {m}.
    """)
    t.feel(t.p, "sad")
    t.paragraph()
    t.beat("""
        {p} lay awake all night. In the morning {j} came with the cart. "Well?" asked {j}. "It stays here," said {p}. "Somebody lives in it."
        {p} did not sleep much. When {j} came with the cart at sunrise, {p} stood in front of the pumpkin with both arms out. "It is not for the fair any more," {p.he} said. "It is a house."
        That night {p} got up three times and looked at the moon. "We do not need the cart," {p.he} told {j} at breakfast. "I am not going to win."
        {p} thought about it all night. When {j} brought the cart in the morning, {p} said, "The pumpkin stays here. A family lives in it."
        In the morning {j} wanted to load the pumpkin onto the cart. "No," said {p}. "A little family lives in it. They need it more than I need a prize."
    """)
    t.beat("""
        So {g} won again and got {prize.a}. But at the {fair} {g.he} asked, "Where is that pumpkin I have heard so much about?" And {p} told the whole story.
        {g} got the prize, as always. It was {prize.a}. "I was afraid of you this year," {g} told {p}. "Where is your pumpkin?" {p} said that there were children in it.
        At the {fair} the judges gave the prize, {prize.a}, to {g}. But {g} was not happy. "I saw yours over the fence," {g} said to {p}. "Why is it not here?" And {p} explained it.
        {g} won again at the {fair}, and the prize was {prize.a}. "But where is your big pumpkin?" {g} asked {p}. Then {p} told {g} about the family inside it.
        The prize was {prize.a}, and {g} won it, just like every year. "I thought that you would win," {g} said to {p}. "Where is your pumpkin?" Then {p} told the whole story.
    """)
    t.take(t.g, t.prize)
    t.paragraph()
    t.give(t.prize, t.g, t.p)
    t.feel(t.p, "happy")
    t.feel(t.m, "happy")
    t.beat("""
        {g} was quiet for a while. Then {g.he} gave {prize.the} to {p}. "I grow pumpkins," {g} said, "but you have grown a home."
        That evening {g} came by and knelt down in the mud to look through the little door. When {g.he} got up, {g.he} gave {p} {prize.the}. "This is yours," {g} said. "My pumpkin was only big."
        The next day {prize.the} was on {p}'s doorstep. A note from {g} lay beside it. "For the best pumpkin," it said.
        "Then you should have this," said {g}, and {g.he} gave {prize.the} to {p}. "You gave up a prize to help a family."
        {g} thought about it and smiled. "A good heart is better than a big pumpkin," said {g}, and gave {prize.the} to {p}.
    """)
    t.beat("""
        {m} and the {babies} little ones stayed until spring. When they moved out, they left a pile of clean seeds at the door.
        All winter long a bit of light shone out of the pumpkin at night, and nobody knew how the dormice did it.
        In spring the pumpkin sank into the ground, and from it grew a hundred new ones. Most of them have a little door.
        And every evening {p} came by and said good night through the little door.
        The pumpkin is long gone, but {m}'s children still come to the garden every fall to look for a house.
    """)


VEGETABLES = ["carrots", "onions", "beans", "peas", "leeks", "potatoes", "turnips", "beets", "mushrooms", "tomatoes", "peppers",
              "parsnips", "lentils", "sweet corn"]
AMOUNTS = ["a bag of", "a basket of", "an apron full of", "a pot of", "two handfuls of", "a hat full of", "a wheelbarrow of", "a bowl of"]
STIRRERS = ["an oar", "a broom handle", "a long spoon", "a shovel, a clean one", "a fence post", "a rake handle", "a bean pole"]
POTS = ["a bathtub", "an iron barrel", "a bell turned upside down", "a washing pot", "a milk churn", "an iron cauldron", "a copper kettle"]
MISSING = [
    ("salt", "a little bag of salt"), ("spoons", "a box of wooden spoons"), ("cups", "a crate of tin cups"), ("bowls", "a stack of clay bowls"),
    ("pepper", "a twist of pepper"), ("garlic", "a string of garlic"), ("parsley", "a jar of dried parsley"),
    ("a lid", "a round tin tray"), ("a ladle", "an old ladle with a long handle"),
]
REASONS = [
    ("because the bridge had been washed away and everyone had helped to mend it", "the bridge was done"),
    ("because the hail had broken half of the gardens", "the storm was over"), ("because the long snow had gone at last", "winter was over"),
    ("because the new school was finished", "the new school had its roof"), ("because the harvest had been small that year", "the last field was empty"),
    ("because the first frost was coming", "the gardens had to be cleared"), ("because the power had gone out in the whole street", "all the stoves were cold"),
]


STREET_HOMES = [
    "a narrow street full of flowers", "a small village by the sea", "a village with one shop", "a street near the harbor",
    "a small town with a crooked square", "a village where the road ended", "a street behind the railway station",
    "a town on both sides of a river", "a row of gray houses", "a village high in the hills",
]


def soup_of_the_street(t):
    t.p, t.g = t.child(), t.relative("grandmother", "grandfather", "mother", "father", "aunt", "uncle")
    t.c = t.worker("cook", "baker", "innkeeper", "farmer")
    t.n1, t.n2 = t.worker("postman", "tailor", "teacher", "doctor"), t.worker("painter", "carpenter", "weaver", "librarian")
    t.v1, t.v2, t.v3 = t.deal(VEGETABLES[0::3]), t.deal(VEGETABLES[1::3]), t.deal(VEGETABLES[2::3])
    t.a1, t.a2, t.a3 = t.deal(AMOUNTS[0::3]), t.deal(AMOUNTS[1::3]), t.deal(AMOUNTS[2::3])
    t.pot, t.stick = t.one(*POTS), t.one(*STIRRERS)
    t.what, t.bring = t.one(*MISSING)
    t.why, t.when = t.one(*REASONS)
    t.smell = t.one("Sunday", "a garden after rain", "home", "summer", "ten kitchens at once", "all the good days together")
    opening(t, t.p, t.one(*STREET_HOMES))
    t.beat("""
        One day there was to be a soup for all, {why}. Everyone was to bring something.
        One day a sign hung on the wall. "Tonight we cook one soup for everybody," it said. "Bring what you have." That was {why}.
        When {when}, the people said, "Let us make one big soup, and let everybody put something in."
        One day the people decided to eat together, {why}. Each of them was to bring something for one big soup.
        One day, when {when}, everybody wanted to cook one big soup. "Bring what you have," they told each other.
    """)
    t.beat("""
        {p} was glad, but not for long. {p.He} had only just moved there with {p.his} {g.kind}, and their garden was nothing but stones.
        But {p} and {p.his} {g.kind} had nothing. They were new there. In their kitchen were a chair, a bed and a box that was not unpacked yet.
        "What will we bring?" {p} asked. {p.His} {g.kind} opened the cupboard. They had come there only a week ago, and the cupboard was empty.
        "We have nothing to bring," said {p}. {p.He} and {p.his} {g.kind} were new there. Their cupboard was empty, and nothing grew in their garden yet.
        But what could {p} bring? {p.He} and {p.his} {g.kind} had moved there only a week ago, and their kitchen was still empty.
    """)
    t.feel(t.p, "ashamed")
    t.paragraph()
    t.beat("""
        In the square stood {pot} full of water, with a fire under it, and {c} was stirring it with {stick}.
        They cooked in {pot}, out in the open, because no pot was big enough. {c} stirred with {stick}.
        {c} had filled {pot} with water and set it on stones over a fire. To stir it there was {stick}.
        In the middle of the square, {c} lit a fire under {pot} full of water and began to stir with {stick}.
        To feed so many people, {c} put {pot} full of water over a fire and stirred it with {stick}.
    """)
    t.beat("""
        First came {n1} with {a1} {v1}. Then came {n2} with {a2} {v2}. Somebody's children brought {a3} {v3}.
        {n1} brought {a1} {v1}. {n2} brought {a2} {v2}. A pair of twins dragged along {a3} {v3}.
        In went {a1} {v1}, from {n1}. In went {a2} {v2}, from {n2}. An old sailor threw in {a3} {v3}.
        Soon {n1} came and put in {a1} {v1}. Then {n2} put in {a2} {v2}, and an old woman put in {a3} {v3}.
        "I have {a1} {v1}," said {n1}. "And I have {a2} {v2}," said {n2}. Two little girls came with {a3} {v3}.
    """)
    t.beat("""
        {p} stood behind a wall and watched. Every time, people clapped. {p} put {p.his} empty hands in {p.his} pockets.
        {p} watched from far away. "We cannot go there with nothing," {p.he} thought.
        {p} counted them all, and all of them brought something. {p.He} made {p.himself} as small as {p.he} could.
        {p} did not dare to come close. {p.He} looked at {p.his} empty hands and then at all the others.
        With empty hands, {p} stood at the corner and watched. Everybody but {p} had brought something.
    """)
    t.paragraph()
    t.beat("""
        Then {c} tasted the soup and frowned. "We have forgotten something," {c} said. "We have no {what_no}!" Everyone looked at everyone.
        But then {c} stopped stirring. "Wait," said {c}. "Who was going to bring {what}?" Nobody answered. Each had thought that somebody else would do it.
        "It is almost ready," said {c}, "but something is missing." They all looked around, and then they all saw it. They had no {what_no}.
    """.replace("{what_no}", t.what.removeprefix("a ")))
    t.beat("""
        "But we have {what}!" thought {p}, and ran home so fast that {p.he} lost a shoe. {p.He} threw socks and letters out of a box, and there it was: {bring}.
        "But we have {what}!" thought {p}. {p.He} ran home and dug in a box that was not unpacked yet, under the socks. At the very bottom was {bring}.
        "But we have {what}!" thought {p}, and ran home to {p.his} {g.kind}. They opened a box together. Between two blankets lay {bring}.
        {p} held {p.his} breath. "But we have {what}!" {p.he} thought. {p.He} ran home and looked in a box that was not unpacked yet. There lay {bring}.
        "At home we have {what}!" thought {p}. {p.He} ran all the way, opened a box and looked under the towels. There was {bring}.
    """)
    t.paragraph()
    t.feel(t.p, "proud")
    t.beat("""
        When {p} came back with it, it grew quiet. "It is only {bring}," said {p}. "Only!" said {c}. "Without it there would be no soup tonight."
        "Would this help?" asked {p}, quite out of breath. {c} lifted {p.him} up, so that everyone could see. "This is what we were waiting for!"
        {p} held it up with both hands. How they clapped! They clapped louder than for anything else that day.
        {p} ran back and gave it to {c}. "Now we can all eat!" cried {c}, and everybody clapped.
        "We have something too," said {p}, and gave it to {c}. "You have saved our soup!" said {c}, and {p} stood up very straight.
    """)
    t.beat("""
        And the soup smelled like {smell}.
        Soon the whole square smelled of {smell}.
        And then they ate, and the soup tasted like {smell}.
        Before long the soup was ready, and it smelled like {smell}.
        Then they all sat down and ate, and every spoonful tasted like {smell}.
    """)
    t.beat("""
        {p} and {g} sat in the middle of the long table, and when it was over, there were eleven people who knew their names.
        "Where do you live?" asked {n1}. "Over there, where nothing grows," said {p}. The next day {n1} came with a spade, and {n2} came with seeds.
        "You are new here," said {n2}. {p} looked at {p.his} empty bowl. "Not any more," {p.he} said.
        At night {p} unpacked the rest of the box. "Now we live here," {p.he} said to {g}.
        A soup does not ask how much you bring. It asks if you come.
        The next year {p} brought {v1} of {p.his} own, and {p.he} kept an eye out for whoever was standing there with empty hands.
    """)


BENCHES = [
    "under the linden tree", "by the duck pond", "behind the church", "at the end of the pier", "beside the tram stop", "on the hill",
    "next to the fountain", "in front of the library", "by the mill", "at the edge of the park", "under the town clock",
]
SPRING_GIFTS = ["a paper bag of radish seeds", "a yellow tulip", "a feather from a swallow", "a bunch of wild garlic", "a willow whistle",
                "a blue eggshell", "a pot of chives", "a branch with silver buds"]
SUMMER_GIFTS = ["a bowl of strawberries", "a cold bottle of lemonade", "a hat made of newspaper", "half a melon", "a handful of cherries",
                "two peaches", "a fan made of a cabbage leaf", "a cucumber as long as an arm"]
AUTUMN_GIFTS = ["a bag of chestnuts", "a red apple as big as two fists", "a leaf with five colors", "a jar of plum jam", "a small round pumpkin",
                "a little sack of walnuts", "a pair of knitted gloves", "a warm potato wrapped in paper"]
TROUBLES = [
    ("slipped on the ice and hurt a foot", "must not walk before spring"), ("caught a bad cough", "must stay in bed until the thaw"),
    ("fallen from a ladder", "cannot get down the stairs"), ("broken a leg on the steps", "has to lie still for weeks"),
]


def bench_in_four_seasons(t):
    t.p, t.w = t.child(), t.adult("tailor", "postman", "sailor", "clockmaker", "baker", "ferryman", "teacher", "gardener")
    t.bench, t.trouble = t.one(*BENCHES), t.one(*TROUBLES)
    t.hurt, t.stay = t.trouble
    t.spring, t.summer, t.autumn, t.winter = (t.one(*season) for season in (SPRING, SUMMER, AUTUMN, WINTER))
    t.g1, t.g2, t.g3 = t.one(*SPRING_GIFTS), t.one(*SUMMER_GIFTS), t.one(*AUTUMN_GIFTS)
    t.beat("""
        Once upon a time, there was a green bench {bench}. Every day at four o'clock an old {w.kind} named {w} sat on it, and nobody ever sat down beside {w.him}.
        Once upon a time, an old {w.kind} named {w} sat on the bench {bench} every day at four o'clock, quite alone.
        There is a bench {bench}. For years, an old {w.kind} called {w} sat on the left side of it every day at four o'clock, and the right side was empty.
        Every day at four, an old {w.kind} went to the bench {bench}. {w.His} name was {w}, and {w.he} lived by {w.himself}.
        On the green bench {bench}, an old {w.kind} named {w} sat every day at four o'clock. Nobody ever came to sit with {w.him}.
    """)
    t.feel(t.w, "lonely")
    t.paragraph()
    t.beat("""
        {spring}, {p.a_kind} named {p} sat down there to tie a shoe. "Good day," said {w}. They began to talk about the birds. "Take this," {w} said at the end, and gave {p.him} {g1}.
        {spring}, {p.an} {p.kind} named {p} asked, "Is this seat free?" "It has been free for a long time," said {w}, and gave {p.him} {g1}.
        {spring}, {p.a_kind} stopped in front of the bench. "I am {p}," {p.he} said. "What are you looking at?" "At the clouds," said {w}. "There is room for two." And before {p} went home, {w} gave {p.him} {g1}.
        {spring}, somebody sat down on the other side of the bench. It was {p.a_kind} named {p}. {w} was so glad that {w.he} gave {p} {g1}.
        {spring}, {w} looked up, and there stood {p.a_kind} named {p}. "May I sit with you?" asked {p}. "Please do," said {w}. And when they said goodbye, {w} gave {p} {g1}.
    """)
    t.feel(t.w, "happy")
    t.beat("""
        {summer}, {p} came back, and this time {p.he} had brought something too. It was {g2}. They shared the shade and told each other jokes.
        {summer}, it was {p}'s turn. {p.He} came with {g2}, and the two of them sat there until the bells rang.
        {p} did not forget it. {summer}, {p.he} brought {w} {g2}. "For me?" asked {w}. Nobody had given {w.him} anything for years.
        {summer}, {p} put {g2} on the bench beside {w}. "This time I have something for you," {p} said, and {w} smiled.
        {summer}, {p} ran to the bench with {g2} for {w}. They sat side by side and talked until evening.
    """)
    t.beat("""
        {autumn}, they watched the birds fly south. {w} reached under the bench and pulled out {g3}. "I kept it for you," {w} said.
        {autumn}, there was {g3} on {p}'s side of the bench, and {w} was looking the other way and smiling.
        {autumn}, it was cool, and they moved closer together. {w} had {g3} in {w.his} coat, and it was for {p}.
        {autumn}, {w} gave {p} {g3}, and they stayed on the bench together until it was dark.
        {autumn}, {p} found {g3} on the bench. "I brought that for you," said {w} with a smile.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        {winter}, {p} came to the bench, and it was empty. The snow on it was smooth. {p} waited until {p.his} toes hurt.
        {winter}, there was no one on the bench. {p} brushed the snow from the bench and waited, but four o'clock came and went.
        Then, {winter_low}, {w} was not there. {p} came again the next day. There was not one footprint in the snow.
    """.replace("{winter_low}", t.winter[0].lower() + t.winter[1:]))
    t.beat("""
        {p} did not know where {w} lived. So {p.he} asked at the shop, and at the pump, and at every door with a light in it.
        "Where is {w}?" {p} asked everyone who came by. Most of them did not even know the name.
        {p} went up one street and down the other, and asked and asked.
        Then {p} went from house to house. "Do you know where {w} lives?" {p.he} asked at every door.
        So {p} set out to look for {w}. {p.He} knocked and asked, and knocked and asked, but many people only shook their heads.
    """)
    t.beat("""
        At last a woman with a broom said, "The old {w.kind}? {w} lives in this house, on the third floor. {w.He} has {hurt} and {stay}."
        Behind the ninth door somebody knew. "{w} has {hurt} and {stay}, poor soul. Go up to the top."
        Then a boy with a sled pointed at a window. "{w} lives up there," he said. "{w} has {hurt} and {stay}."
        A man with a snow shovel stopped to think. "Oh yes," he said. "{w} has {hurt} and {stay}. Go up those stairs."
        In the last house a woman with a baby nodded. "{w} lives upstairs," she said, "but {w} has {hurt} and {stay}."
    """)
    t.paragraph()
    t.beat("""
        {p} knocked. {w} lay by the window and looked at the wall. "I could not tell you," {w} said. "I thought that you would stop coming."
        "Come in," called a weak voice. There lay {w}, under three blankets. "You found me!" said {w}. "But I have nothing to give you today."
        When {p} came in, {w} tried to sit up. "Four o'clock," {w.he} said. "And I am not on our bench."
        {w} lay in bed and turned {w.his} head when the door opened. "{p}!" {w} said. "I was afraid that you would forget me."
        At the top of the stairs, {p} opened a door, and there was {w} in a big bed. "You came all this way to find me!" said {w}.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        {p} pushed a chair up to the bed and sat down. "Now it is a bench," {p.he} said.
        "Then the bench will come to you," said {p}. {p.He} put a green cloth over the edge of the bed and sat down on it.
        {p} sat down on the edge of the bed. "Is this seat free?" {p.he} asked.
        At the foot of the bed there was room, and {p} sat down there. "This is our bench now," {p.he} said.
        "We do not need the old bench today," said {p}. {p.He} moved a chair next to the bed and sat down on it.
    """)
    t.beat("""
        {p} came every day at four until the ice was gone. And in spring they went out together, very slowly, and sat down in the sun.
        All winter they sat there and looked at the clouds. When the first bird sang, {w} went down the stairs on {p}'s arm.
        {p} came back the next day, and the day after that. When the snow had melted, both sides of the bench were full again.
        They looked out at the snow and talked about {g1} and {g2}. By spring {w} was well again, and you know where the two of them went.
        Every day at four, {p} sat down beside the bed. In spring {w} was well again, and they went back to their bench together.
    """)
    t.paragraph()
    t.beat("""
        A friend is somebody who looks for you when you are not there.
        "You gave me the best present of all," said {p}. "What?" asked {w}. "Four o'clock," said {p}.
        It is still the same old bench, but it is never empty any more.
        And if there is a bit of room on the bench, it is for you.
        And that is how a lonely bench became a bench for two.
    """)
