using FsCheck;
using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties;

/// <summary>How an operation is tried.</summary>
/// <param name="Method">The method of <see cref="Ops"/> with the names of its parameters, as <see cref="OpMethods.Key"/> writes it.</param>
/// <param name="Trials">Draws arguments and shapes.</param>
/// <param name="Note">What tells several rows of one method apart.</param>
internal sealed record GradientRow(string Method, Gen<Trial> Trials, string Note = "")
{
    /// <summary>Trials with numbers.</summary>
    public Gen<Trial> Seeded =>
        from trial in Trials
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select trial with { Seed = seed };

    public override string ToString() => Note.Length == 0 ? Method : $"{Method} {Note}";
}
