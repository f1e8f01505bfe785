"""
A tray for the tests: org.kde.StatusNotifierWatcher and a host in one, on the room's session bus.

It is told what to do by lines of JSON on its input and answers each with one line of JSON on its output. It knows
nothing of Beside. python3-dbus and python3-gi are Debian's: run it with Debian's own interpreter.
"""

import json
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"
TIMEOUT_S = 5

DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()


class Watcher(dbus.service.Object):
    def __init__(self):
        self.items = []
        super().__init__(bus, "/StatusNotifierWatcher")

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        # An item names its path, or a bus name and stands at the path that the specification gives.
        own_path = service.startswith("/")
        item = (sender if own_path else service, service if own_path else "/StatusNotifierItem")
        if item not in self.items:
            self.items.append(item)

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        pass

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return {
            "IsStatusNotifierHostRegistered": True,
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": dbus.Array([name + path for name, path in self.items], signature="s"),
        }


def owned(name):
    return bool(bus.name_has_owner(name))


def forget_gone(watcher):
    watcher.items = [item for item in watcher.items if owned(item[0])]


def the_item(watcher):
    forget_gone(watcher)
    if len(watcher.items) != 1:
        raise LookupError(f"{len(watcher.items)} items are registered, not one")
    name, path = watcher.items[0]
    return name, bus.get_object(name, path)


def properties_of(item):
    return item.GetAll(ITEM, dbus_interface=PROPERTIES, timeout=TIMEOUT_S)


def the_menu(watcher):
    name, item = the_item(watcher)
    return bus.get_object(name, str(properties_of(item)["Menu"]))


def entry(node):
    number, values, children = node
    return {
        "id": int(number),
        "label": str(values.get("label", "")),
        "type": str(values.get("type", "standard")),
        "enabled": bool(values.get("enabled", True)),
        "items": [entry(child) for child in children],
    }


def read(watcher):
    _, item = the_item(watcher)
    values = properties_of(item)
    menu = the_menu(watcher)
    no_names = dbus.Array([], signature="s")
    _, root = menu.GetLayout(0, -1, no_names, dbus_interface=MENU, timeout=TIMEOUT_S)
    tooltip = values.get("ToolTip")
    pixmaps = values.get("IconPixmap", [])
    return {
        "id": str(values.get("Id", "")),
        "title": str(values.get("Title", "")),
        "status": str(values.get("Status", "")),
        "tooltip": str(tooltip[2]) if tooltip else "",
        "picture": [[int(width), int(height), bytes(pixels).hex()] for width, height, pixels in pixmaps],
        "items": entry(root)["items"],
    }


def click(watcher, number):
    event = (dbus.Int32(number), "clicked", dbus.Int32(0, variant_level=1), dbus.UInt32(0))
    # As panels do it: nobody waits for a reply, which an item that quits may not give any more.
    the_menu(watcher).Event(*event, dbus_interface=MENU, ignore_reply=True)
    bus.flush()


def activate(watcher):
    _, item = the_item(watcher)
    item.Activate(dbus.Int32(0), dbus.Int32(0), dbus_interface=ITEM, timeout=TIMEOUT_S)


def count(watcher):
    forget_gone(watcher)
    return len(watcher.items)


def answer(watcher, order):
    what = order["do"]
    if what == "count":
        return count(watcher)
    if what == "read":
        return read(watcher)
    if what == "click":
        return click(watcher, order["id"])
    if what == "activate":
        return activate(watcher)
    raise ValueError(f"no such order: {what}")


def tell(value):
    print(json.dumps(value), flush=True)


def ordered(source, _condition, watcher):
    line = source.readline()
    if line == "":
        loop.quit()
        return False
    try:
        tell({"ok": answer(watcher, json.loads(line))})
    except (dbus.DBusException, LookupError, ValueError) as error:
        tell({"error": str(error)})
    return True


loop = GLib.MainLoop()
name = dbus.service.BusName(WATCHER, bus, do_not_queue=True)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, ordered, Watcher())
tell({"ok": "ready"})
loop.run()
