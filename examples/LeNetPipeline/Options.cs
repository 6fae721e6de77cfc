namespace Sharpkeras.Examples.LeNetPipeline;

/// <summary>What the command line says.</summary>
/// <param name="Quick">Whether fewer digits are learned from.</param>
/// <param name="Out">Where log and pictures stay; null for nowhere.</param>
internal sealed record Options(bool Quick, string? Out)
{
    /// <summary>Null where the arguments are none of the program's. A folder that is there already would mix two logs.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options(false, null);
        for (int i = 0; i < args.Length; i++)
        {
            bool isOut = args[i] == "--out" && i + 1 < args.Length && !Path.Exists(args[i + 1]);
            if (!isOut && args[i] != "--quick")
            {
                return null;
            }

            options = isOut ? options with { Out = args[++i] } : options with { Quick = true };
        }

        return options;
    }
}
