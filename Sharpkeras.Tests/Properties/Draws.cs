using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Sharpkeras.Tests.Properties;

/// <summary>
/// Runs a property on values that FsCheck draws, the same ones in every run. The message of a failure tells the value and FsCheck's seed:
/// with <c>SHARPKERAS_PROPERTY_SEED=seed,gamma</c> ("the last step") the first draw is the one that failed. Other seeds try other values.
/// </summary>
internal static class Draws
{
    public const int Count = 200;

    private const string Variable = "SHARPKERAS_PROPERTY_SEED";

    /// <summary>Any two numbers; gamma must be odd.</summary>
    private static readonly ulong[] Seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? [.. text.Trim('(', ')').Split(',').Select(ulong.Parse)]
        : [20_260, 77_777_777_777_777];

    /// <summary>The first value.</summary>
    public static T First<T>(Gen<T> values) => values.Sample(1, new Rnd(Seed[0], Seed[1]), 1).First();

    /// <summary>Asserts that a function which tells what is wrong with a value has nothing to tell.</summary>
    public static void Check<T>(Gen<T> values, Func<T, string?> complaint)
    {
        Property property = Prop.ForAll(Arb.From(values), value =>
        {
            string? message = complaint(value);
            return (message == null).Label(message ?? "");
        });
        var replay = new Replay(new Rnd(Seed[0], Seed[1]), FSharpOption<int>.None);
        Config config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Count).WithReplay(FSharpOption<Replay>.Some(replay));
        FsCheck.Check.One(config, property);
    }
}
