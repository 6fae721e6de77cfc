namespace Sharpkeras;

/// <summary>The functions whose results remember what they were computed from.</summary>
internal enum LogitsOf
{
    Softmax,
    Sigmoid,
}
