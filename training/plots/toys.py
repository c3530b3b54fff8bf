"""Toys and what children do with them."""

from beats import ending, one_day, opening
from teller import Place

SPOTS = [  # where a toy of any size can lie
    "behind the barn", "beside the old well", "under a rose bush", "in the tall grass", "behind the garden shed", "under a pile of leaves",
    "behind the curtain", "under the stairs", "behind the piano", "under the wooden bridge", "among the cabbages",
]


def lost_toy(t):
    t.p, t.f = t.child(), t.child()
    t.toy, t.where, t.day = t.thing("toy", t.color()), Place(t.one(*SPOTS)), one_day(t)
    opening(t, t.p)
    t.take(t.p, t.toy)
    t.beat("""
        {p} had {toy.a} that {p.he} loved more than anything.
        {p.His} favorite thing in the world was {toy.a}.
        Every day after [school|breakfast|lunch], {p.he} played with {toy.a}.
        For {p.his} birthday {p.he} had been given {toy.a}, and {p.he} loved it at once.
        {p} owned {toy.a}. It was old and worn, but {p.he} would not have [sold|changed] it for gold.
    """)
    t.paragraph()
    t.lose(t.p, t.toy)
    t.feel(t.p, "sad")
    t.beat("""
        {day}, {toy.the} was gone. {p} looked in every room, but {p.he} could not find it.
        {day}, {p} reached for {toy.the}, and it was not there. {p.He} looked high and low.
        {day}, {p} woke up and {toy.the} was nowhere to be seen.
        {day}, {p} came home and looked for {toy.the}. It was gone!
        {day}, something bad happened. {p} lost {toy.the}.
    """)
    t.beat("""
        {p.He} sat down [on the step|by the door|on the floor] and began to cry.
        {p.He} felt very [sad|unhappy]. "Where can it be?" {p.he} said.
        "It cannot have walked away," {p.he} said, and a tear ran down {p.his} cheek.
        {p.His} [lip|chin] began to [shake|tremble].
        Tears came to {p.his} eyes. "I want it back," {p.he} said.
    """)
    t.paragraph()
    t.beat("""
        A {f.kind} named {f} came to the door. "What is wrong?" asked {f}. "I lost {toy.the}," said {p}.
        Just then, a {f.kind} named {f} came by. "Why are you crying?" {f.he} asked. "{toy.The} is gone," said {p}.
        {f} from next door heard {p.him} and came over. "I cannot find {toy.the}," {p} told {f.him}.
        "Why do you look so sad?" asked {f}, a {f.kind} who lived next door. "I cannot find {toy.the}," said {p}.
        After a while a {f.kind} named {f} sat down beside {p} and asked what was wrong. "{toy.The} is gone," said {p}.
    """)
    t.beat("""
        "Do not worry," said {f}. "We will look for it together."
        "Then let us look together," said {f}. "Four eyes are better than two."
        {f} thought for a moment. "Where did you play with it last?" {f.he} asked.
        "I will help you," said {f}. "Two can look in twice as many places."
        "Come on," said {f}. "It must be somewhere, and we will find it."
    """)
    t.paragraph()
    t.beat("""
        They looked [all afternoon|for an hour|until the sun was low]. At last, {f} looked {where.at}. There was {toy.the}!
        {f} and {p} walked slowly along the way that {p} had gone. And there, {where.at}, lay {toy.the}!
        They searched here and they searched there. Then {f} looked {where.at} and gave a shout. There was {toy.the}!
        They looked and looked. "Come here, {p}!" {f} called at last. There, {where.at}, was {toy.the}!
        {p} looked high and {f} looked low. Then {f} saw something {where.at}. It was {toy.the}!
    """)
    t.take(t.p, t.toy)
    t.feel(t.p, "happy")
    t.beat("""
        "You found it!" cried {p}, and {p.he} hugged {f}.
        "Thank you, {f}!" said {p}. {p.He} jumped for joy.
        {p} held {toy.the} tight. "You are a real friend," {p.he} told {f}.
        {p} laughed and danced around {f}. "How can I ever thank you?" {p} asked.
        "I thought that it was gone forever," said {p}. "Thank you for helping me, {f}."
    """)
    t.paragraph()
    ending(t, t.p, t.one(
        f"{t.p} let {t.f} play with {t.toy.the} until supper.",
        f"{t.p} learned that a good friend is better than any toy.",
        f"After that, {t.p} always put {t.toy.the} away before bed.",
    ))
