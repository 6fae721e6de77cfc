namespace Sharpkeras.Data;

/// <summary>Splits the flat Python dictionary of a NumPy header into its keys and the text of their values.</summary>
internal sealed class PythonLiteral(string text)
{
    private int position;

    /// <summary>The entries, or null where the text is anything else. Values are strings with their quotes, tuples, or names.</summary>
    public Dictionary<string, string>? Dictionary()
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Take('{'))
        {
            return null;
        }

        while (!Take('}'))
        {
            if (Quoted() is not { } key || !Take(':') || Value() is not { } value || !entries.TryAdd(key[1..^1], value))
            {
                return null;
            }

            if (!Take(',') && Peek() != '}')
            {
                return null;
            }
        }

        return Peek() == '\0' ? entries : null;
    }

    private string? Value() => Peek() switch
    {
        '\'' or '"' => Quoted(),
        '(' => Bracketed('(', ')'),
        '[' => Bracketed('[', ']'),
        _ => Word(),
    };

    private string? Quoted()
    {
        char quote = Peek();
        int end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
        return end < 0 ? null : Cut(end + 1);
    }

    /// <summary>A tuple or list with what is nested in it; quotes inside need no care, for such a value is refused anyway.</summary>
    private string? Bracketed(char open, char close)
    {
        int depth = 0;
        for (int i = position; i < text.Length; i++)
        {
            depth += text[i] == open ? 1 : text[i] == close ? -1 : 0;
            if (depth == 0)
            {
                return Cut(i + 1);
            }
        }

        return null;
    }

    private string? Word()
    {
        int end = position;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        return end == position ? null : Cut(end);
    }

    private string Cut(int end)
    {
        string part = text[position..end];
        position = end;
        return part;
    }

    private bool Take(char expected)
    {
        bool found = Peek() == expected;
        position += found ? 1 : 0;
        return found;
    }

    /// <summary>The next character that is no space, or NUL at the end.</summary>
    private char Peek()
    {
        while (position < text.Length && text[position] is ' ' or '\n' or '\t')
        {
            position++;
        }

        return position < text.Length ? text[position] : '\0';
    }
}
