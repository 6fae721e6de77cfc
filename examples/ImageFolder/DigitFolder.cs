using Sharpkeras.Data;

namespace Sharpkeras.Examples.ImageFolders;

/// <summary>A folder of pictures as people have them: a folder for each class, PNG files of many sizes. They are digits of MNIST.</summary>
internal static class DigitFolder
{
    public static readonly string[] Names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>Writes the first pictures. Every fourth keeps its 28×28 pixels, the others get some size up to twice that. Returns how many each class has.</summary>
    public static Dictionary<string, int> Write(string root, LabelledImages digits, int count)
    {
        byte[] pixels = digits.Images[..count].ToArray<byte>();
        byte[] labels = digits.Labels[..count].ToArray<byte>();
        Parallel.For(0, count, i =>
        {
            string folder = Path.Combine(root, Names[labels[i]]);
            Directory.CreateDirectory(folder);
            var random = new Random(i);
            HostArray digit = HostArray.From<byte>(pixels.AsSpan(i * 784, 784), [28, 28, 1]);
            ImageFile.Save(Path.Combine(folder, $"{i:D5}.png"), i % 4 == 0 ? digit : ImageFile.Resize(digit, random.Next(29, 57), random.Next(29, 57)));
        });

        return labels.CountBy(label => Names[label]).ToDictionary();
    }
}
