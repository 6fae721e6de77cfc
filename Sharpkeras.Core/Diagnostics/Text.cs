using System.Globalization;
using System.Text;

namespace Sharpkeras.Diagnostics;

/// <summary>Text for messages, in the invariant culture.</summary>
internal static class Text
{
    public static string Of(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    public static string List<T>(ReadOnlySpan<T> items, Func<T, string> format)
    {
        var builder = new StringBuilder("[");
        for (int i = 0; i < items.Length; i++)
        {
            builder.Append(i > 0 ? ", " : "").Append(format(items[i]));
        }

        return builder.Append(']').ToString();
    }
}
