"""The script that everyone writes first: pyttsx3 a sentence, += on AudioSegments, export.

python everyone.py TEXT OUT.mp3 (it needs the ffmpeg program, as pydub's export does)
"""

import os
import sys
import tempfile
from pathlib import Path

from narrate.engines import library

library.load()  # where no system package brings eSpeak NG, pyttsx3 finds the bundled one

import pyttsx3  # noqa: E402 - after the library
from pydub import AudioSegment  # noqa: E402 - after the library

text = Path(sys.argv[1]).read_text("utf-8")
audio = AudioSegment.empty()
engine = pyttsx3.init()
for sentence in text.splitlines():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sentence.wav")  # noqa: PTH118 - as everyone writes it
        engine.save_to_file(sentence, path)
        engine.runAndWait()
        while not os.path.exists(path):  # noqa: PTH110 - runAndWait does not wait
            pass
        audio += AudioSegment.from_wav(path)
    audio += AudioSegment.silent(400)
audio.export(sys.argv[2], format="mp3", bitrate="64k")
