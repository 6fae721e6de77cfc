using System.Text;

namespace Sharpkeras.Diagnostics;

/// <summary>Keras's spelling of names.</summary>
internal static class SnakeCase
{
    /// <summary>
    /// Keras's rule for class names: an underscore before each capital that lower-case letters follow, and between a lower-case
    /// letter and a capital. <c>Conv2D</c> → <c>conv2d</c>, <c>MaxPooling2D</c> → <c>max_pooling2d</c>, <c>PReLU</c> → <c>p_re_lu</c>.
    /// </summary>
    public static string Of(string name)
    {
        var builder = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (char.IsUpper(c) && i > 0)
            {
                bool beforeLower = i + 1 < name.Length && char.IsLower(name[i + 1]);
                if (beforeLower || char.IsLower(name[i - 1]))
                {
                    builder.Append('_');
                }
            }

            builder.Append(char.ToLowerInvariant(c));
        }

        return builder.ToString();
    }
}
