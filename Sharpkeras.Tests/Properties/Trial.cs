using Sharpkeras.Tests.Operations;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>An operation with arguments that were drawn, and the inputs that it is called with.</summary>
/// <param name="Arguments">The arguments in words, for the message of a failure.</param>
/// <param name="Function">The call.</param>
/// <param name="Inputs">Shapes and ranges of the tensors.</param>
internal sealed record Trial(string Arguments, Func<Tensor[], Tensor> Function, params OpInput[] Inputs)
{
    /// <summary>The seed of the numbers.</summary>
    public int Seed { get; init; }

    /// <summary>Whether there are kinks inside of the operation, which the ranges of the inputs do not tell.</summary>
    public bool KinksInside { get; init; }

    /// <summary>The numbers of the inputs. Floating ones lie apart from each other, so that there is no tie between any two.</summary>
    public Nd[] Numbers() => RandomNumbers.Draw(Inputs, Seed);

    public override string ToString() => $"{Arguments} of {string.Join(' ', Inputs.Select(input => input.Shape))}, numbers from seed {Seed}";
}
