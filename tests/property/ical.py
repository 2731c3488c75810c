"""Reads calendars through libical, Debian's package libical3."""

import ctypes


class Time(ctypes.Structure):
    """icaltimetype"""

    _fields_ = [(name, ctypes.c_int)
                for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")
               ] + [("zone", ctypes.c_void_p)]


def library():
    lib = ctypes.CDLL("libical.so.3")
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, result, *arguments in (
        ("icalparser_parse_string", pointer, text),
        ("icalcomponent_count_errors", number, pointer),
        ("icalrestriction_check", number, pointer),
        ("icalcomponent_string_to_kind", number, text),
        ("icalproperty_string_to_kind", number, text),
        ("icalcomponent_get_first_component", pointer, pointer, number),
        ("icalcomponent_get_next_component", pointer, pointer, number),
        ("icalcomponent_get_first_property", pointer, pointer, number),
        ("icalproperty_get_value_as_string", text, pointer),
        ("icalproperty_get_parameter_as_string", text, pointer, text),
        ("icalcomponent_get_summary", text, pointer),
        ("icalcomponent_get_location", text, pointer),
        ("icalcomponent_get_description", text, pointer),
        ("icalcomponent_get_timezone", pointer, pointer, text),
        ("icalcomponent_free", None, pointer),
        ("icaltime_from_string", Time, text),
        ("icaltime_as_timet_with_zone", ctypes.c_long, Time, pointer),
    ):
        function = getattr(lib, name)
        function.restype = result
        function.argtypes = arguments
    return lib


LIB = library()


class CalendarError(Exception):
    """What libical has against a calendar."""


def unfolded_problems(data):
    """What RFC 5545 (3.1) asks of the bytes themselves: CRLF, 75 octets, whole characters."""
    problems = []
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        problems.append("lines do not all end in CRLF")
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            problems.append(f"a line of {len(line)} octets")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            problems.append(f"a character is split: {line!r}")
    return problems


def first(component, name):
    return LIB.icalcomponent_get_first_property(component, LIB.icalproperty_string_to_kind(name.encode()))


def value(component, name):
    found = first(component, name)
    return LIB.icalproperty_get_value_as_string(found).decode() if found else ""


def text(read):
    return read.decode() if read else ""


def events(data):
    """The events of a calendar as dictionaries; times also as seconds since 1970 where a zone is stated."""
    problems = unfolded_problems(data)
    if problems:
        raise CalendarError("; ".join(problems))
    calendar = LIB.icalparser_parse_string(data)
    if not calendar:
        raise CalendarError("libical cannot parse it")
    if LIB.icalcomponent_count_errors(calendar):
        raise CalendarError(f"{LIB.icalcomponent_count_errors(calendar)} errors of libical")
    if not LIB.icalrestriction_check(calendar):
        raise CalendarError("properties are missing or stand too often (icalrestriction_check)")
    found = []
    kind = LIB.icalcomponent_string_to_kind(b"VEVENT")
    event = LIB.icalcomponent_get_first_component(calendar, kind)
    while event:
        start = first(event, "DTSTART")
        zone = text(LIB.icalproperty_get_parameter_as_string(start, b"TZID"))
        entry = {name.lower(): value(event, name)
                 for name in ("UID", "DTSTART", "DTEND", "DTSTAMP", "SEQUENCE", "STATUS", "TRANSP")}
        entry.update(zone=zone, summary=text(LIB.icalcomponent_get_summary(event)),
                     location=text(LIB.icalcomponent_get_location(event)),
                     description=text(LIB.icalcomponent_get_description(event)))
        if zone:
            known = LIB.icalcomponent_get_timezone(calendar, zone.encode())
            if not known:
                raise CalendarError(f"the calendar does not define its time zone {zone}")
            entry["seconds"] = LIB.icaltime_as_timet_with_zone(LIB.icaltime_from_string(entry["dtstart"].encode()), known)
        found.append(entry)
        event = LIB.icalcomponent_get_next_component(calendar, kind)
    LIB.icalcomponent_free(calendar)
    return found
