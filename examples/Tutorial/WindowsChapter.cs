namespace Sharpkeras.Examples.Tutorial;

/// <summary>Convolution, pooling and padding with a number for each axis of the batch.</summary>
internal static class WindowsChapter
{
    public static void Run(Checks checks)
    {
        Tensor image = Ops.Constant(
            new[] { 1f, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0 }, shape: [1, 5, 5, 1], verifyShape: false);
        Tensor kernel = Ops.Constant(new[] { 1f, 0, 1, 0, 1, 0, 1, 0, 1 }, shape: [3, 3, 1, 1]);
        checks.Values("conv2d, VALID, steps of 2", Ops.Conv2D(image, kernel, [1, 2, 2, 1], Padding.Valid), [1, 2, 2, 1], 4, 4, 2, 4);
        checks.Values("conv2d, SAME, steps of 2", Ops.Conv2D(image, kernel, [1, 2, 2, 1], Padding.Same), [1, 3, 3, 1], 2, 3, 1, 1, 4, 3, 0, 2, 1);
        Tensor first = image.Reshape([1, 1, 5, 5]);
        checks.Values(
            "conv2d, VALID, channels first", Ops.Conv2D(first, kernel, [1, 1, 2, 2], Padding.Valid, DataFormat.ChannelsFirst), [1, 1, 2, 2], 4, 4, 2, 4);
        checks.Values(
            "conv2d, SAME, channels first", Ops.Conv2D(first, kernel, [1, 1, 2, 2], Padding.Same, DataFormat.ChannelsFirst), [1, 1, 3, 3], 2, 3, 1, 1, 4, 3, 0, 2, 1);
        checks.Refused<ArgumentException>("a stride over the batch", () => Ops.Conv2D(image, kernel, [2, 1, 1, 1], Padding.Valid));
        Pools(checks);
        Pads(checks);
    }

    private static void Pools(Checks checks)
    {
        Tensor image = Ops.Constant(new[] { 1f, 3, 2, 1, 2, 9, 1, 1, 1, 3, 2, 3, 5, 6, 1, 2 }, shape: [1, 4, 4, 1]);
        checks.Values("max pool, VALID", Ops.MaxPool2D(image, [1, 2, 2, 1], [1, 2, 2, 1], Padding.Valid), [1, 2, 2, 1], 9, 2, 6, 3);
        checks.Values("max pool, SAME", Ops.MaxPool2D(image, [1, 2, 2, 1], [1, 2, 2, 1], Padding.Same), [1, 2, 2, 1], 9, 2, 6, 3);
        checks.Values("average pool", Ops.AveragePool2D(image, [1, 2, 2, 1], [1, 2, 2, 1], Padding.Valid), [1, 2, 2, 1], 3.75, 1.25, 3.75, 2);
    }

    private static void Pads(Checks checks)
    {
        Tensor digits = Ops.Arange(18).Reshape([2, 3, 3]).Cast(DType.UInt8);
        Tensor padded = Ops.Pad(digits, [(0, 0), (2, 2), (2, 2)]);
        checks.That(padded.Shape.Equals([2, 7, 7]) && padded.DType == DType.UInt8, $"two bytes on each side make {digits.Shape} to {padded.Shape}");
        checks.Values("the middle of the second", padded[1, 2..5, 2..5], [3, 3], 9, 10, 11, 12, 13, 14, 15, 16, 17);
        checks.That(Ops.Sum(padded.Cast(DType.Int32)).Item<int>() == 153, "and around it are zeros");
    }
}
