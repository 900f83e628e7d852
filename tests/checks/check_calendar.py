#!/usr/bin/env python3
"""Reads calendars of `daf agenda` with another program: events, times, words.

  check_calendar.py DAF CONTENT LESSON...
"""

import subprocess
import sys
from datetime import datetime, timedelta, timezone

import icalendar

daf, content, lessons = sys.argv[1], sys.argv[2], sys.argv[3:]
asked = [daf, "agenda", "-C", content, *lessons, "--start", "18:30", "--break", "15", "--date", "2026-11-26", "--format", "ics"]
# In Jerusalem it is two hours later than the universal time in winter.
for more, start in (
    ([], datetime(2026, 11, 26, 18, 30)),
    (["--tz", "Asia/Jerusalem"], datetime(2026, 11, 26, 16, 30, tzinfo=timezone.utc)),
):
    calendar = icalendar.Calendar.from_ical(subprocess.check_output(asked + more).decode("utf-8"))
    events = calendar.walk("VEVENT")
    assert len(events) == len(lessons), events
    assert len({event["UID"] for event in events}) == len(events)
    for event in events:
        assert not event.errors, event.errors
        assert event["DTSTART"].dt == start, (event["DTSTART"].dt, start)
        lines = str(event["DESCRIPTION"]).split("\n")
        assert len(lines) > 2 and event["SUMMARY"] and event["DTSTAMP"]
        if not more:
            assert lines[0].startswith(start.strftime("%H:%M ")), lines[0]
            assert lines[-1].startswith(event["DTEND"].dt.strftime("%H:%M ")), lines[-1]
        start = event["DTEND"].dt + timedelta(minutes=15)
print(f"{len(lessons)} events, by local and by universal time")
