// SPDX-License-Identifier: GPL-2.0-only OR MIT
#pragma once

class Tracer {
public:
    explicit Tracer(CHAR Letter) : m_Letter(Letter) { LangTrace(m_Letter); }
    ~Tracer() { DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "lang: destroyed %c\n", m_Letter); }
    CHAR Letter() const { return m_Letter; }

private:
    CHAR m_Letter;
};
