namespace Sharpkeras.Tests.Properties;

/// <summary>An operation that has no gradient.</summary>
/// <param name="Method">The method, as <see cref="OpMethods.Key"/> writes it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Function">A call with a tensor of shape [2, 3]; null where the method takes no tensor.</param>
internal sealed record NoGradient(string Method, string Reason, Func<Tensor, Tensor>? Function = null);
