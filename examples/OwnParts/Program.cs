using Sharpkeras;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Examples.OwnParts;

// Parts of one's own, one file each: what is written, and a small training that shows that it works.
var parts = new Dictionary<string, Action<Checks>>
{
    ["layer"] = RunningMean.Show,
    ["loss"] = QuantileLoss.Show,
    ["metric"] = WithinTolerance.Show,
    ["optimizer"] = SignDescent.Show,
    ["callback"] = Plateau.Show,
    ["activation"] = BentIdentity.Show,
};
string[] chosen = args is ["all"] ? [.. parts.Keys] : args;
if (chosen.Length == 0 || chosen.Except(parts.Keys).Any())
{
    Console.Error.WriteLine($"Usage: OwnParts {string.Join('|', parts.Keys)}|all");
    return 2;
}

Log.Warning += Console.Error.WriteLine;
var checks = new Checks();
foreach (string part in chosen)
{
    Console.WriteLine($"== An own {part}");
    Keras.SetRandomSeed(1);
    parts[part](checks);
}

return checks.End();
