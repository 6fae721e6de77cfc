using NUnit.Framework.Constraints;

namespace Sharpkeras.Tests.Data;

/// <summary>What damaged files must give.</summary>
internal static class Refused
{
    /// <summary>An <see cref="InvalidDataException"/> whose message has all these parts.</summary>
    public static ThrowsConstraint With(params string[] parts) => new(parts.Aggregate<string, IConstraint>(
        new InstanceOfTypeConstraint(typeof(InvalidDataException)),
        (all, part) => new AndConstraint(all, new PropertyConstraint("Message", new SubstringConstraint(part)))));
}
