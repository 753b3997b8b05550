#!/bin/sh
# Installs the programs that some tests need, where that is possible (root on Debian);
# elsewhere it says what is missing and lets the tests skip by name.
# With "slow" also those of the slow tests: more producers of PDFs.
set -u
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer libreoffice-calc libreoffice-impress"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v tesseract >/dev/null 2>&1 || missing="$missing tesseract-ocr"
command -v age >/dev/null 2>&1 || missing="$missing age"
command -v ssh-keygen >/dev/null 2>&1 || missing="$missing openssh-client"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
if [ "${1:-}" = slow ]; then
    command -v gs >/dev/null 2>&1 || missing="$missing ghostscript"
    command -v pdflatex >/dev/null 2>&1 || missing="$missing texlive-latex-base"
    kpsewhich ptmr7t.tfm >/dev/null 2>&1 || missing="$missing texlive-fonts-recommended" # Times for pdfTeX
fi
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing:$missing"
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        $missing fonts-dejavu-core fonts-liberation >/dev/null; then
        exit 0
    fi
    echo "The packages could not be installed; tests that need them will be skipped."
    exit 0
fi
echo "Not installed:$missing. Tests that need them will be skipped."
echo "On Debian or Ubuntu: sudo apt-get install$missing"
