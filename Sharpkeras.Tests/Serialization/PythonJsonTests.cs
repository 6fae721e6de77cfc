using System.Text.Json.Nodes;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Serialization;

/// <summary>JSON as Python writes it; the expected texts are Python's own.</summary>
public sealed class PythonJsonTests
{
    [TestCase(1e-07, "1e-07")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(1e-05, "1e-05")]
    [TestCase(9.999e-05, "9.999e-05")]
    [TestCase(0.0, "0.0")]
    [TestCase(1.0, "1.0")]
    [TestCase(-1.0, "-1.0")]
    [TestCase(0.001, "0.001")]
    [TestCase(0.0010000000474974513, "0.0010000000474974513")]
    [TestCase(123456789.0, "123456789.0")]
    [TestCase(1000000000000000.0, "1000000000000000.0")]
    [TestCase(1e+16, "1e+16")]
    [TestCase(1.5e+16, "1.5e+16")]
    [TestCase(1.2345678901234568e+17, "1.2345678901234568e+17")]
    [TestCase(5e-324, "5e-324")]
    [TestCase(1.7976931348623157e+308, "1.7976931348623157e+308")]
    [TestCase(-2.5e-10, "-2.5e-10")]
    [TestCase(0.1, "0.1")]
    [TestCase(0.3333333333333333, "0.3333333333333333")]
    [TestCase(2e+22, "2e+22")]
    [TestCase(999999999999999.9, "999999999999999.9")]
    [TestCase(9999999999999998.0, "9999999999999998.0")]
    [TestCase(1e+21, "1e+21")]
    [TestCase(3.4e+38, "3.4e+38")]
    [TestCase(100.0, "100.0")]
    [TestCase(0.00012345, "0.00012345")]
    [TestCase(1.0000000200408773e+20, "1.0000000200408773e+20")]
    public void NumbersAreWrittenAsPythonPrintsThem(double value, string expected) =>
        Assert.That(PythonJson.Write(JsonValue.Create(value)), Is.EqualTo(expected));

    [Test]
    public void SeparatorsAndTextsAreThoseOfPython() => Assert.That(
        PythonJson.Write(new JsonObject
        {
            ["a"] = new JsonArray(1, 2.0, null, true, false),
            ["é\"\\\n\u0001"] = new JsonObject(),
        }),
        Is.EqualTo("""{"a": [1, 2.0, null, true, false], "\u00e9\"\\\n\u0001": {}}"""));

    [Test]
    public void NumbersThatAreNotFiniteAreReadAsTexts()
    {
        JsonObject read = PythonJson.ReadObject("""{"a": NaN, "b": [Infinity, -Infinity, -1.5], "NaN": "say \"NaN\", Infinity", "c": "\\\\", "d": -Infinity}""");
        Assert.That(
            read.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            Is.EqualTo("""{"a":"nan","b":["inf","-inf",-1.5],"NaN":"say \"NaN\", Infinity","c":"\\\\","d":"-inf"}"""));
    }

    [TestCase("[1]")]
    [TestCase("")]
    [TestCase("{\"a\": 1")]
    [TestCase("{\"a\": 1, \"a\": 2}")]
    [TestCase("{\"a\": nan}")]
    public void WhatIsNoObjectIsRefused(string text) =>
        Assert.That(() => PythonJson.ReadObject(text), Throws.InstanceOf<System.Text.Json.JsonException>());

    [Test]
    public void TextsThatAreNestedTooDeepAreRefused()
    {
        string text = string.Concat(Enumerable.Repeat("{\"a\": ", 300)) + "1" + new string('}', 300);
        Assert.That(() => PythonJson.ReadObject(text), Throws.InstanceOf<System.Text.Json.JsonException>());
    }
}
