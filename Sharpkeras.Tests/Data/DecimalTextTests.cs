using System.Globalization;
using System.Text;
using Sharpkeras.Data;

namespace Sharpkeras.Tests.Data;

/// <summary>Numbers are read to the bits that .NET reads.</summary>
public sealed class DecimalTextTests
{
    private const int Trials = 300_000;

    [TestCase("0")]
    [TestCase("-0")]
    [TestCase("-0.0")]
    [TestCase(".5")]
    [TestCase("5.")]
    [TestCase("-.25")]
    [TestCase("007.50")]
    [TestCase("+3")]
    [TestCase("1e5")]
    [TestCase("-1.5E-3")]
    [TestCase("0.1")]
    [TestCase("16777217")]
    [TestCase("16777216.5")]
    [TestCase("9007199254740993")]
    [TestCase("9999999999999999999")]
    [TestCase("0.000000000000000001")]
    [TestCase("123456789012345678901234567890")]
    [TestCase("1e39")]
    [TestCase("Infinity")]
    [TestCase("NaN")]
    [TestCase(" 1 ")]
    [TestCase("")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("-.")]
    [TestCase("1.2.3")]
    [TestCase("--1")]
    [TestCase("1-")]
    [TestCase("12a")]
    [TestCase("1,5")]
    [TestCase("0x10")]
    public void Every_form_is_read_as_by_DotNet(string text) => Assert.That(Complaint(text), Is.Null);

    [Test]
    public void Digits_of_any_kind_are_read_as_by_DotNet()
    {
        var random = new Random(12);
        for (int trial = 0; trial < Trials; trial++)
        {
            string text = Draw(random);
            if (Complaint(text) is { } complaint)
            {
                Assert.Fail($"trial {trial}: {complaint}");
            }
        }
    }

    /// <summary>Decimals in the middle between two float32, and beside it, where rounding twice would go wrong.</summary>
    [Test]
    public void Middles_between_two_numbers_are_rounded_once()
    {
        var random = new Random(13);
        int seen = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            float number = random.NextSingle() * MathF.Pow(2, random.Next(0, 28));
            decimal middle = ((decimal)(double)number + (decimal)(double)MathF.BitIncrement(number)) / 2;
            foreach (decimal near in new[] { middle, middle + 0.00000001m, middle - 0.00000001m })
            {
                string text = near.ToString(CultureInfo.InvariantCulture);
                seen += text.Length <= 19 ? 1 : 0;
                Assert.That(Complaint(text), Is.Null);
            }
        }

        Assert.That(seen, Is.GreaterThan(Trials / 2), "most are short enough to be read here");
    }

    private static string Draw(Random random)
    {
        var text = new StringBuilder(random.Next(3) == 0 ? "-" : "");
        int digits = random.Next(1, 21);
        int point = random.Next(-3, digits + 1);
        for (int i = 0; i < digits; i++)
        {
            text.Append(i == point ? "." : "").Append((char)('0' + random.Next(10)));
        }

        return text.Append(random.Next(20) == 0 ? $"e{random.Next(-12, 12)}" : "").ToString();
    }

    /// <summary>What is other than in .NET; null for nothing.</summary>
    private static string? Complaint(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        bool single = float.TryParse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out float wantSingle);
        bool wide = double.TryParse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out double wantDouble);
        bool foundSingle = DecimalText.TryParse(bytes, out float numberSingle);
        bool foundDouble = DecimalText.TryParse(bytes, out double numberDouble);
        bool same = (foundSingle, foundDouble) == (single, wide)
            && BitConverter.SingleToUInt32Bits(numberSingle) == BitConverter.SingleToUInt32Bits(wantSingle)
            && BitConverter.DoubleToUInt64Bits(numberDouble) == BitConverter.DoubleToUInt64Bits(wantDouble);
        return same ? null : $"'{text}' gives {numberSingle:R} and {numberDouble:R} instead of {wantSingle:R} and {wantDouble:R}";
    }
}
