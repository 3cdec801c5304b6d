/* A vocabulary file: UTF-8, a term a line, "\n" and "\\" escaped, lone surrogates as they come. */
#ifndef RADEH_TERMS_H
#define RADEH_TERMS_H

#include "radeh_strings.h"

/* Read one character; 0 bytes taken if the bytes are no UTF-8. */
static inline size_t
radeh_utf8(const unsigned char *at, const unsigned char *end, Py_UCS4 *letter)
{
    static const Py_UCS4 least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3
                : at[0] < 0xf5 ? 4 : 0;
    if (size == 0 || (size_t)(end - at) < size)
        return 0;
    *letter = size == 1 ? at[0] : at[0] & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        *letter = *letter << 6 | (at[i] & 0x3f);
    }
    return *letter < least[size] || *letter > 0x10ffff ? 0 : size;
}

/* Open a table and fill it with the terms of a file; return NULL, or what is wrong. No GIL needed. */
static inline const char *
radeh_read_terms(radeh_strings *table, const unsigned char *data, size_t size)
{
    const unsigned char *at = data, *end = data + size;
    Py_UCS4 *term = NULL;
    size_t room = 0, length = 0;
    const char *wrong = NULL;
    size_t lines = 0;
    for (const unsigned char *line = data; size && line != NULL && line < end; lines++)
        line = (line = memchr(line, '\n', (size_t)(end - line))) == NULL ? NULL : line + 1;
    /* Room for what most files hold, at two bytes a letter: growing copies, and touches more pages. */
    if (radeh_strings_open_for(table, lines) < 0 ||
        radeh_strings_reserve(table, lines, size / 2 + lines * RADEH_STRIDE) < 0)
        return "no memory";
    if (size && data[size - 1] != '\n')
        wrong = "the last line is not ended; the file is cut short";
    while (at < end && wrong == NULL) {
        Py_UCS4 letter;
        size_t taken = radeh_utf8(at, end, &letter);
        if (taken == 0 || radeh_reserve((void **)&term, &room, length + 1, sizeof *term) < 0) {
            wrong = taken == 0 ? "it is not UTF-8" : "no memory";
            break;
        }
        at += taken;
        if (letter == '\n') {
            uint32_t before = table->count;
            uint32_t number = radeh_intern(table, term, length);
            if (number != before)
                wrong = number == RADEH_NONE ? "no memory" : "it holds a term twice";
            length = 0;
            continue;
        }
        if (letter == '\\' && at < end && (*at == 'n' || *at == '\\'))
            letter = *at++ == 'n' ? '\n' : '\\';
        term[length++] = letter;
    }
    free(term);
    return wrong;
}

#endif
