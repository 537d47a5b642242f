"""Files a report with dhis2.py, then everything that must be refused; the exit code says whether all went as expected."""

import base64
import json
import sys
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree

from dhis2 import Api, RequestException

address, code, key, day, other = sys.argv[1:6]
api = Api(address, code, key)
faults = []


def message(values, period=day, unit=code):
    values = [{"dataElement": name, "value": value} for name, value in values]
    return {"dataSet": "daily", "period": period, "orgUnit": unit, "dataValues": values}


def expect(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found!r} instead of {wanted!r}")


def counts(answer):
    return {name: n for name, n in answer["response"]["importCount"].items() if n}


def send(what, body, wanted, **params):
    """A message that is taken."""
    try:
        answer = api.post("dataValueSets", json=body, params=params or None).json()
    except RequestException as refused:
        faults.append(f"{what}: refused, {refused.code} {refused.description}")
        return
    expect(what, (answer["status"], answer["response"]["status"]), ("OK", "SUCCESS"))
    expect(what, counts(answer), wanted)


def refuse(what, body, status, error=None, client=api):
    """A message that is not taken, or not all of it."""
    try:
        client.post("dataValueSets", json=body)
        faults.append(f"{what}: taken")
    except RequestException as refused:
        answer = json.loads(refused.description)
        expect(what, (refused.code, answer["httpStatusCode"]), (status, status))
        if error:
            conflict = answer["response"]["conflicts"][0]
            expect(what, conflict["errorCode"], error)
            expect(what, conflict["indexes"], answer["response"]["rejectedIndexes"])


def by_xml(what, values, status, wanted, error=None, path="/api/dataValueSets", period=day, password=key):
    """A client that speaks XML alone: what it sends, what it accepts, and what it reads with its own parser."""
    values = "".join(f'<dataValue dataElement="{name}" value="{value}"/>' for name, value in values)
    body = f'<dataValueSet xmlns="{DXF}" period="{period}" orgUnit="{code}">{values}</dataValueSet>'
    login = base64.b64encode(f"{code}:{password}".encode()).decode()
    headers = {"Content-Type": "application/xml", "Accept": "application/xml", "Authorization": f"Basic {login}"}
    request = urllib.request.Request(address + path, body.encode(), headers)
    try:
        with urllib.request.urlopen(request) as response:
            found, answer = response.status, response.read()
    except urllib.error.HTTPError as refused:
        found, answer = refused.code, refused.read()
    root = ElementTree.fromstring(answer)
    expect(what, (found, root.get("httpStatusCode"), root.tag), (status, str(status), f"{{{DXF}}}webMessage"))
    count = root.find("./d:response/d:importCount", {"d": DXF})
    expect(what, {name: int(n) for name, n in (count.attrib if count is not None else {}).items() if n != "0"}, wanted)
    conflict = root.find("./d:response/d:conflicts/d:conflict", {"d": DXF})
    expect(what, conflict.get("errorCode") if conflict is not None else None, error)


DXF = "http://dhis2.org/schema/dxf/2.0"
expect("version", api.version_int, 40)
report = message([("new_confirmed", "64"), ("cumulative_confirmed", 473), ("deaths", "10")])
send("a dry run", report, {"imported": 3}, dryRun="true")
send("a report", report, {"imported": 3})
send("a replay", report, {"ignored": 3})
send("a correction", message([("deaths", "11")]), {"updated": 1})
refuse("another's orgUnit", message([("deaths", "1")], unit=other), 409, "E7612")
refuse("a week", message([("deaths", "1")], period="2020W06"), 409, "E7611")
refuse("a day to come", message([("deaths", "1")], period="29990101"), 409, "E7641")
refuse("a negative count", message([("deaths", "-1")]), 409, "E7619")
refuse("decimals", message([("deaths", "1.5")]), 409, "E7619")
refuse("an unknown element", message([("dinosaurs", "1")]), 409, "E7610")
refuse("a wrong key", report, 401, client=Api(address, code, "not-the-key"))
refuse("another's name", report, 401, client=Api(address, other, key))

by_xml("a replay in XML", [("deaths", "11")], 200, {"ignored": 1})
by_xml("another address", [("deaths", "11")], 200, {"ignored": 1}, path="/api/dataValueSets.xml")
by_xml("a negative count in XML", [("deaths", "11"), ("confirmed", "-3")], 409, {"ignored": 2}, "E7619")
by_xml("a day to come in XML", [("deaths", "1")], 409, {"ignored": 1}, "E7641", period="29990101")
by_xml("a wrong key in XML", [("deaths", "1")], 401, {}, password="guess")

print("\n".join(faults) or "dhis2.py files, and is refused, as by DHIS2")
sys.exit(bool(faults))
