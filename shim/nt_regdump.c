// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_regdump.c - the registry as text, in the form of a .reg file, for people.
 */
#include "dxgk.h"
#include "nt_reg.h"

struct dxgk_regdump {
	void (*emit)(void *arg, const char *text);
	void *arg;
};

/* A little buffer, so that the receiver is not called for each character. */
struct dxgk_regtext {
	const struct dxgk_regdump *to;
	ULONG n;
	char text[128];
};

static void dxgk_regtext_flush(struct dxgk_regtext *t)
{
	t->text[t->n] = 0;
	if (t->n)
		t->to->emit(t->to->arg, t->text);
	t->n = 0;
}

static void dxgk_regtext_ascii(struct dxgk_regtext *t, const char *s)
{
	for (; *s; s++) {
		if (t->n + 1 >= sizeof(t->text))
			dxgk_regtext_flush(t);
		t->text[t->n++] = *s;
	}
}

static void dxgk_regtext_hex(struct dxgk_regtext *t, ULONG value, ULONG digits)
{
	char s[9];
	ULONG i;

	for (i = 0; i < digits; i++)
		s[i] = "0123456789abcdef"[value >> 4 * (digits - 1 - i) & 15];
	s[i] = 0;
	dxgk_regtext_ascii(t, s);
}

/* As UTF-8.  What would end a line or a quoted text is escaped. */
static void dxgk_regtext_wide(struct dxgk_regtext *t, const WCHAR *s, SIZE_T length)
{
	SIZE_T pos = 0;
	dxgk_u32 c;
	char out[5];

	while (pos < length) {
		c = dxgk_utf16_next(s, length, &pos);
		if (c == '"' || c == '\\') {
			dxgk_regtext_ascii(t, "\\");
		} else if (c < ' ' || c == 0x7f) {
			dxgk_regtext_ascii(t, "\\x");
			dxgk_regtext_hex(t, c, 2);
			continue;
		}
		out[dxgk_utf8_put(c, out)] = 0;
		dxgk_regtext_ascii(t, out);
	}
}

/* Text that is a text all through, with its terminator. */
static bool dxgk_regdump_is_text(const struct dxgk_reg_value *v)
{
	const WCHAR *s = (const WCHAR *)v->data;
	ULONG n = v->size / sizeof(WCHAR), i;

	if (v->type != REG_SZ || v->size % sizeof(WCHAR) || !n || s[n - 1])
		return false;
	for (i = 0; i + 1 < n; i++)
		if (!s[i])
			return false;
	return true;
}

static void dxgk_regdump_value(struct dxgk_regtext *t, const struct dxgk_reg_value *v)
{
	ULONG i, number;

	if (v->name.Length) {
		dxgk_regtext_ascii(t, "\"");
		dxgk_regtext_wide(t, v->name.Buffer, v->name.Length / sizeof(WCHAR));
		dxgk_regtext_ascii(t, "\"=");
	} else {
		dxgk_regtext_ascii(t, "@=");
	}
	if (v->type == REG_DWORD && v->size == sizeof(number)) {
		RtlCopyMemory(&number, v->data, sizeof(number));
		dxgk_regtext_ascii(t, "dword:");
		dxgk_regtext_hex(t, number, 8);
	} else if (dxgk_regdump_is_text(v)) {
		dxgk_regtext_ascii(t, "\"");
		dxgk_regtext_wide(t, (const WCHAR *)v->data, v->size / sizeof(WCHAR) - 1);
		dxgk_regtext_ascii(t, "\"");
	} else {
		dxgk_regtext_ascii(t, "hex");
		if (v->type != REG_BINARY) {
			dxgk_regtext_ascii(t, "(");
			dxgk_regtext_hex(t, v->type, v->type > 15 ? 8 : 1);
			dxgk_regtext_ascii(t, ")");
		}
		for (i = 0; i < v->size; i++) {
			dxgk_regtext_ascii(t, i ? "," : ":");
			dxgk_regtext_hex(t, v->data[i], 2);
		}
	}
	dxgk_regtext_ascii(t, "\n");
}

/* \Registry\Machine\... */
static void dxgk_regdump_path(struct dxgk_regtext *t, const struct dxgk_reg_key *key)
{
	const struct dxgk_reg_key *part[64];
	ULONG n = 0;

	for (; key && key->parent && n < DXGK_ARRAY_SIZE(part); key = key->parent)
		part[n++] = key;
	dxgk_regtext_ascii(t, "\\Registry");
	while (n--) {
		dxgk_regtext_ascii(t, "\\");
		dxgk_regtext_wide(t, part[n]->name.Buffer, part[n]->name.Length / sizeof(WCHAR));
	}
}

/* The key behind @key in the order of the tree; NULL: it was the last. */
static struct dxgk_reg_key *dxgk_regdump_next(struct dxgk_reg_key *key)
{
	if (!IsListEmpty(&key->subkeys))
		return CONTAINING_RECORD(key->subkeys.Flink, struct dxgk_reg_key, link);
	for (; key->parent; key = key->parent)
		if (key->link.Flink != &key->parent->subkeys)
			return CONTAINING_RECORD(key->link.Flink, struct dxgk_reg_key, link);
	return NULL;
}

void dxgk_registry_dump(void (*emit)(void *arg, const char *text), void *arg)
{
	struct dxgk_regdump to = { emit, arg };
	struct dxgk_regtext t = { .to = &to };
	struct dxgk_reg_key *key;
	PLIST_ENTRY e;

	dxgk_reg_lock();
	for (key = dxgk_reg_root(); key; key = dxgk_regdump_next(key)) {
		/* Keys on the way to others say nothing. */
		if (IsListEmpty(&key->values) && !IsListEmpty(&key->subkeys))
			continue;
		dxgk_regtext_ascii(&t, "[");
		dxgk_regdump_path(&t, key);
		dxgk_regtext_ascii(&t, "]\n");
		for (e = key->values.Flink; e != &key->values; e = e->Flink)
			dxgk_regdump_value(&t, CONTAINING_RECORD(e, struct dxgk_reg_value, link));
		dxgk_regtext_ascii(&t, "\n");
	}
	dxgk_regtext_flush(&t);
	dxgk_reg_unlock();
}
