"""Stand-ins of Windows' and macOS's voices, for pyttsx3's own drivers.

They have the members that SAPI and AppKit document, and their limits: SAPI's rate is -10 to 10 and
its stream writes WAV; NSSpeechSynthesizer writes AIFF while it goes on running.
"""

import wave
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import soundfile

RATE_HZ = 22_050


def module(name: str, **members: Any) -> ModuleType:
    made = ModuleType(name)
    made.__dict__.update(members)
    return made


class Token:
    """ISpeechObjectToken of a voice."""

    def __init__(self, name: str, language: str) -> None:
        self.Id = f"HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Speech\\Voices\\Tokens\\{name}"
        self.attributes = {"Language": language, "Gender": "Female", "Age": "Adult"}
        self.name = name

    def GetDescription(self) -> str:
        return self.name

    def GetAttribute(self, name: str) -> str:
        return self.attributes[name]


class SpVoice:
    """ISpeechVoice: Speak without a flag returns when all is written, and an event follows."""

    EventInterests = 0
    AudioOutputStream: Any = None
    Volume = 100

    def __init__(self, windows: "Windows") -> None:
        self.windows, self.Voice, self._rate = windows, windows.tokens[0], 0

    @property
    def Rate(self) -> int:
        return self._rate

    @Rate.setter
    def Rate(self, rate: int) -> None:
        if not -10 <= rate <= 10:
            raise OSError("The parameter is incorrect")  # E_INVALIDARG
        self._rate = rate

    def GetVoices(self) -> list[Token]:
        return self.windows.tokens

    def Speak(self, text: str, _flags: int = 0) -> None:
        self.windows.spoken.append((self.Voice.name, self.Rate, text))
        if self.AudioOutputStream is not None:
            with wave.open(self.AudioOutputStream.name, "wb") as file:
                file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
                file.writeframes(b"\1\0" * RATE_HZ)
        self.windows.events.append("EndStream")


class FileStream:
    """ISpeechFileStream."""

    name = ""

    def Open(self, name: str, mode: int) -> None:
        assert mode == 3  # SSFMCreateForWrite
        self.name = name

    def close(self) -> None:
        assert Path(self.name).exists()


class Windows:
    """The COM objects of a machine with two voices."""

    def __init__(self) -> None:
        self.tokens = [Token("Microsoft David Desktop", "409"), Token("Paulina of Polish", "415")]
        self.spoken: list[tuple[str, int, str]] = []
        self.events: list[str] = []
        self.sink: Any = None

    def create(self, name: str) -> object:
        return SpVoice(self) if name.casefold() == "sapi.spvoice" else FileStream()

    def listen(self, _source: object, sink: object) -> None:
        self.sink = sink

    def pump(self) -> None:
        while self.events:
            self.events.pop()
            self.sink._ISpeechVoiceEvents_EndStream(1, 0)


def modules_of_windows(windows: Windows) -> dict[str, ModuleType]:
    """Return the modules that pyttsx3's driver of SAPI imports."""
    client = module("comtypes.client", CreateObject=windows.create, GetEvents=windows.listen)
    speech = module("comtypes.gen.SpeechLib", SSFMCreateForWrite=3)
    return {
        "comtypes": module("comtypes", client=client),
        "comtypes.client": client,
        "comtypes.gen": module("comtypes.gen", SpeechLib=speech),
        "comtypes.gen.SpeechLib": speech,
        "pythoncom": module("pythoncom", PumpWaitingMessages=windows.pump),
    }


class Mac:
    """AppKit with three voices; a file is written only after some questions whether it speaks."""

    def __init__(self) -> None:
        names = {
            "com.apple.voice.compact.en-US.Samantha": ("Samantha", "en_US"),
            "com.apple.eloquence.en-GB.Grandma": ("Grandma (English (UK))", "en_GB"),
            "com.apple.voice.compact.uk-UA.Lesya": ("Lesya", "uk_UA"),
        }
        self.voices = {
            identifier: {
                "VoiceIdentifier": identifier,
                "VoiceName": name,
                "VoiceLocaleIdentifier": tag,
            }
            for identifier, (name, tag) in names.items()
        }
        self.voices["old"] = {"VoiceIdentifier": "old", "VoiceName": "Old"}
        self.spoken: list[tuple[str, float, str]] = []
        self.questions = 0


class NSSpeechSynthesizer:
    """AppKit's, of the machine ``mac``."""

    mac: ClassVar[Mac]
    identifier, words, level = "com.apple.voice.compact.en-US.Samantha", 175.0, 1.0

    @classmethod
    def alloc(cls) -> Any:
        return cls()

    @classmethod
    def availableVoices(cls) -> list[str]:
        return list(cls.mac.voices)

    @classmethod
    def attributesForVoice_(cls, identifier: str) -> dict[str, str]:
        return cls.mac.voices[identifier]

    def initWithVoice_(self, _voice: None) -> Any:
        return self

    def setDelegate_(self, delegate: Any) -> None:
        self.delegate = delegate

    def rate(self) -> float:
        return self.words

    def setRate_(self, words: float) -> None:
        self.words = words

    def volume(self) -> float:
        return self.level

    def setVolume_(self, level: float) -> None:
        self.level = level

    def voice(self) -> str:
        return self.identifier

    def setVoice_(self, identifier: str) -> None:
        self.identifier = identifier

    def startSpeakingString_toURL_(self, text: str, url: str) -> None:
        self.mac.spoken.append((self.identifier, self.words, text))
        self.mac.questions, self.url = 3, url
        Path(url).write_bytes(b"")

    def isSpeaking(self) -> bool:
        self.mac.questions -= 1
        if self.mac.questions == 0:
            soundfile.write(self.url, [0.5] * RATE_HZ, RATE_HZ, format="AIFF")
        return self.mac.questions > 0

    def stopSpeaking(self) -> None:
        self.mac.questions = 0


class RunLoop:
    """A run loop that fires its timers, has no other source, and so ends at once."""

    timers: ClassVar[list[Any]] = []  # of the process

    def limitDateForMode_(self, _mode: object) -> None:
        while self.timers:
            self.timers.pop().onPumpFirst_(None)

    def runMode_beforeDate_(self, _mode: object, _date: object) -> bool:
        return False


class Stopper:
    shouldStop = False

    @classmethod
    def alloc(cls) -> Any:
        return cls()

    def init(self) -> Any:
        return self

    def shouldRun(self) -> bool:
        return not self.shouldStop

    @staticmethod
    def addRunLoopStopper_toRunLoop_(*_: object) -> None:
        pass

    @staticmethod
    def removeRunLoopStopperFromRunLoop_(_loop: object) -> None:
        pass


class NSObject:
    @classmethod
    def alloc(cls) -> Any:
        return cls()


def modules_of_macos(mac: Mac) -> dict[str, ModuleType]:
    """Return the modules that pyttsx3's driver of NSSpeechSynthesizer imports."""
    helper = module(
        "PyObjCTools.AppHelper",
        PyObjCAppHelperRunLoopStopper=Stopper,
        stopEventLoop=lambda: None,
    )
    timer = SimpleNamespace(
        scheduledTimerWithTimeInterval_target_selector_userInfo_repeats_=(
            lambda _seconds, target, *_: RunLoop.timers.append(target)
        )
    )
    foundation = module(
        "Foundation",
        NSURL=SimpleNamespace(fileURLWithPath_=str),
        NSDate=SimpleNamespace(dateWithTimeIntervalSinceNow_=float),
        NSDefaultRunLoopMode="default",
        NSObject=NSObject,
        NSRunLoop=SimpleNamespace(currentRunLoop=RunLoop),
        NSTimer=timer,
    )
    return {
        "objc": module("objc", python_method=lambda method: method, super=super),
        "AppKit": module(
            "AppKit", NSSpeechSynthesizer=type("Own", (NSSpeechSynthesizer,), {"mac": mac})
        ),
        "Foundation": foundation,
        "PyObjCTools": module("PyObjCTools", AppHelper=helper),
        "PyObjCTools.AppHelper": helper,
    }
