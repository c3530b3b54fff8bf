"""Beats that many plots share: how a story opens, how the day begins, how it ends."""

import re

import lexicon as words

ON = "island farm hill hillside street rock shore beach bank side stone wall plain lake bend mountain".split()


# So begins a moral that tells of later times; no night or day can come after it.
LATER = ("After that", "From then on", "From that day", "Since then", "Ever since", "And whatever", "And ever")


def at_home(home):
    """`in` or `on`, whichever goes before a home."""
    noun = re.split(r" (?:with|of|by|under|near|at|in|full|between|behind|beside|above|to|that|from|where|on|among)\b", home)
    return "on" if noun[0].split()[-1] in ON else "in"


def opening(t, p, home=None):
    """Introduces `p` and says where `p` lives; the first beat of most stories."""
    home = home or getattr(p, "home", None) or t.one(*words.HOMES)
    t._p, t._home = p, home
    t._in = at_home(home)
    if p.kind in words.JOBS:
        t.beat("""
            Once upon a time, there was {_p.a_kind} named {_p}. {_p.He} lived {_in} {_home}, where {_p.he} {_p.work}.
            Once upon a time, {_in} {_home}, there lived {_p.a_kind} called {_p}. [Every day|All day long] {_p.he} {_p.work}.
            The [old |]{_p.kind} was named {_p}. {_p.He} lived {_in} {_home} and {_p.work}.
            {_in} {_home} there lived {_p.a_kind} named {_p}, who {_p.work} [from morning till night|every day|for forty years].
            {_p} was {_p.a_kind}. {_p.He} {_p.work} {_in} {_home}, [and everyone knew {_p.him}|and {_p.he} loved {_p.his} work].
        """)
        return
    t.beat("""
        Once upon a time, there was {_p.an} {_p.kind} named {_p}. {_p.He} lived {_in} {_home}.
        Once upon a time, there was {_p.an} {_p.kind} named {_p} who lived {_in} {_home}.
        Once upon a time, {_in} {_home}, there lived {_p.an} {_p.kind} [called|named] {_p}.
        Once upon a time, {_p.an} {_p.kind} named {_p} lived {_in} {_home}.
        Once upon a time, there lived {_p.a_kind} named {_p}. {_p.He} was [very |]{_p.adjective}, and {_p.his} home was {_home}.
        Long ago, {_in} {_home}, there lived {_p.an} {_p.kind} whose name was {_p}.
        There once was {_p.an} {_p.kind} named {_p}. {_p.His} home was {_home}.
        {_p} was {_p.an} {_p.kind} who lived {_in} {_home}.
        {_in} {_home} lived {_p.a_kind} named {_p}. Everyone said that {_p.he} was [very |]{_p.adjective}.
        [Not so|Not very] long ago, {_p.a_kind} named {_p} lived {_in} {_home}.
    """)


def friend(t, p, f):
    """Introduces a second one, `f`, who is close to `p`."""
    t._p, t._f = p, f
    t.beat("""
        {_p.His} best friend was {_f.a_kind} named {_f}.
        {_p} had a [good|dear|true] friend, {_f.a_kind} called {_f}.
        Next door lived {_f}, {_f.an} {_f.kind}, and the two were always together.
        Every day {_p.he} played with {_p.his} friend {_f}, {_f.an} {_f.kind}.
        {_p} and {_f.a_kind} named {_f} did everything together.
        {_p} was never alone for long, because {_p.his} friend {_f}, {_f.an} {_f.kind}, lived close by.
    """)


def one_day(t):
    """Words that begin the story proper: `One cold morning`. No comma at the end."""
    return t.one(
        "One day", "One morning", "One sunny morning", "One cold afternoon", "One bright day", "One windy day",
        "Early one morning", "One rainy day", "One evening in autumn", "One spring morning", "One Saturday",
        "One hot afternoon", "One snowy day", "On the first day of summer", "One quiet Sunday", "One foggy morning",
    )


def ending(t, p, moral=""):
    """Closes the story after an optional moral, a whole sentence that fits the plot."""
    t._p, t._moral = p, moral
    if moral.startswith(LATER):
        t.beat("""
            {_moral}
            {_moral} The end.
            {_moral} And if you had been there, you would have smiled too.
            {_moral} {_p} told the story many times, and it was always a good one.
            {_moral} And that is the end of the story.
        """)
        return
    t.beat("""
        {_moral} That night, {_p} fell asleep with a smile.
        {_moral} {_p} went to bed happy, and the stars came out one by one.
        {_moral} The end.
        {_moral} And if you had been there, you would have smiled too.
        {_moral} {_p} told the story many times, and it was always a good one.
        {_moral}
        {_moral} And {_p} was [happy|glad|content].
    """ if moral else """
        That night, {_p} fell asleep with a smile.
        {_p} went to bed happy, and the stars came out one by one.
        It was the best day that {_p} had ever had. The end.
        {_p} told the story many times, and it was always a good one.
        And if you had been there, you would have smiled too.
        And they all lived happily ever after.
    """)
