"""scrubadub with its detector of known names, over text: INPUT OUTPUT NAMES."""

import json
import sys
from pathlib import Path

import scrubadub
from scrubadub.detectors.user_supplied import UserSuppliedFilthDetector

source, target, names = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
scrubber = scrubadub.Scrubber()
known = [{"match": name, "filth_type": "name", "ignore_case": True} for name in names]
scrubber.add_detector(UserSuppliedFilthDetector(known))
target.write_text(scrubber.clean(source.read_text(encoding="utf-8")), encoding="utf-8")
