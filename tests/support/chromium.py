"""A real Chromium for the journeys through the pages, and the web process that it talks to."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.support.waiting import wait_until

CHECKOUT = Path(__file__).resolve().parents[2]
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
MISSING = "" if shutil.which("chromium") and shutil.which("chromedriver") else "chromium and chromedriver are missing"
_REFUSED = "the server responded with a status of 4"  # said of every page that answers so, which is no fault of it


@contextmanager
def web_process(environment: Mapping[str, str], folder: Path) -> Iterator[str]:
    """The application under gunicorn, as the Procfile starts it; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    options = [
        "--bind",
        f"127.0.0.1:{port}",
        "--worker-class",
        "webapp.serving.PatientThreads",
        "--threads",
        "16",
        "--no-control-socket",
    ]
    with (folder / "web.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options, "--graceful-timeout", "1", "webapp:create_app()"],
            cwd=CHECKOUT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        wait_until(lambda: _answers(address), 30, f"the web process, see {folder / 'web.log'}")
        yield address
    finally:
        process.terminate()
        process.wait(15)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/live", timeout=2):
            return True
    except (URLError, OSError):
        return False


class Browser:
    """Chromium at one site. Everything that is waited for is looked at again until it is there."""

    def __init__(self, folder: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = str(shutil.which("chromium"))
        for argument in (*ARGUMENTS, f"--user-data-dir={folder}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
        self.address = ""

    def close(self) -> None:
        self.driver.quit()

    def start_over(self, address: str) -> None:
        """As a new visitor with a wide window."""
        self.address = address
        self.driver.get(address + "/sign-in")
        self.driver.delete_all_cookies()
        self.command("Emulation.setScriptExecutionDisabled", value=False)
        self.width(1280)
        self.driver.get_log("browser")

    def sign_in(self, key: str) -> None:
        self.go("/sign-in")
        self.find("#key").send_keys(key)
        self.click("button.btn-primary")
        self.wait("body:not(.centred)")

    def go(self, path: str) -> None:
        self.driver.get(self.address + path)

    def width(self, pixels: int) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride", width=pixels, height=900, deviceScaleFactor=1, mobile=pixels < 500
        )

    def command(self, name: str, **arguments: Any) -> Any:
        return self.driver.execute_cdp_cmd(name, arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        """Presses what a person would press; it is brought into view first."""
        element = self.wait(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def wait(self, selector: str, seconds: float = 10) -> WebElement:
        return wait_until(lambda: self.find_all(selector), seconds, f"{selector} at {self.driver.current_url}")[0]

    def wait_for(self, condition: Callable[[], Any], why: str, seconds: float = 15) -> Any:
        try:
            return wait_until(condition, seconds, why)
        except AssertionError as error:
            raise AssertionError(f"{error}; the page says: {self.text()[:2000]}") from None

    def wait_for_text(self, text: str, seconds: float = 15) -> None:
        self.wait_for(lambda: text in self.text(), f"“{text}” at {self.driver.current_url}", seconds)

    def text(self) -> str:
        return str(self.run("return document.body.innerText"))

    def complaints(self) -> list[str]:
        """What the browser's console holds against the page: faults of scripts, things its policy refused."""
        messages = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        return [message for message in messages if _REFUSED not in message]
