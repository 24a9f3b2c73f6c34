"""Happenings: what befalls the world, its states and pairs of them, as rules in files say.

`conditions` and `effects` are what a file may say, `happening` a whole rule and the record of its
coming about; `look` and `holding` tell whether conditions hold, `pushes`, `deeds` and `eras` what
comes of them. The phase is `game.core.phases.happenings`.
"""
