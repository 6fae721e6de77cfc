using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>What layers say of arguments and inputs that do not fit.</summary>
[OnDevices]
public sealed class LayerInputTests
{
    [Test]
    public void AKernelLargerThanItsInputWithValidPadding()
    {
        Refused(() => new Conv2D(2, 5, name: "first").Call(Ops.Zeros([1, 4, 9, 1])), "first", "5", "4", "same");
        Refused(() => new Conv2D(2, 3, dilationRate: 2, name: "wide").Call(Ops.Zeros([1, 9, 4, 1])), "wide", "5", "4");
        Refused(() => new MaxPooling2D(3, name: "pool").Call(Ops.Zeros([1, 2, 9, 1])), "pool", "3", "2");
        Refused(() => new Sequential([new InputLayer([4, 4, 1]), new Conv2D(2, 5, name: "inside")]), "inside", "5", "4");
    }

    [Test]
    public void AnInputOfTheWrongRank()
    {
        Refused(() => new Conv2D(2, 3, name: "images").Call(Ops.Zeros([8, 8, 1])), "images", "Conv2D", "rank 4", "[8, 8, 1]");
        Refused(() => new AveragePooling2D(name: "pool").Call(Ops.Zeros([2, 8])), "pool", "rank 4", "[2, 8]");
        Refused(() => new ZeroPadding2D(1, name: "pad").Call(Ops.Zeros([2, 8])), "pad", "rank 4", "[2, 8]");
        Refused(() => new Dense(3, name: "rows").Call(Ops.Zeros([8])), "rows", "rank 2", "[8]");
        Refused(() => new Sequential([new InputLayer([8, 8]), new Conv2D(2, 3, name: "inside")]), "inside", "rank 4");
    }

    [Test]
    public void AnInputOfAnotherLengthThanTheLayerWasBuiltFor()
    {
        var dense = new Dense(3, name: "rows");
        dense.Call(Ops.Zeros([2, 6]));
        Refused(() => dense.Call(Ops.Zeros([2, 7])), "rows", "6", "[2, 7]");
        var conv = new Conv2D(2, 3, name: "images");
        conv.Call(Ops.Zeros([1, 8, 8, 2]));
        Refused(() => conv.Call(Ops.Zeros([1, 8, 8, 3])), "images", "2", "[1, 8, 8, 3]");
        Refused(() => new Reshape([5, 2], name: "fold").Call(Ops.Zeros([2, 9])), "fold", "[?, 9]");
    }

    [Test]
    public void ArgumentsOutsideTheirRange()
    {
        Assert.That(() => new Dense(0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("units").And.Message.Contains("0"));
        Assert.That(() => new Conv2D(-1, 3), Throws.InstanceOf<ArgumentException>().With.Message.Contains("filters").And.Message.Contains("-1"));
        Assert.That(() => new Conv2D(4, 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("0"));
        Assert.That(() => new Dropout(1.5), Throws.InstanceOf<ArgumentException>().With.Message.Contains("rate").And.Message.Contains("1.5"));
        Assert.That(() => new Conv2D(3, 3, groups: 2), Throws.InstanceOf<ArgumentException>().With.Message.Contains("groups"));
    }

    [Test]
    public void GroupsThatDoNotDivideTheChannels() =>
        Refused(() => new Conv2D(4, 3, groups: 2, name: "split").Call(Ops.Zeros([1, 8, 8, 3])), "split", "3", "2");

    [Test]
    public void FloatsOfAnotherTypeAreConvertedAndTypesInOperationsNeverMix()
    {
        Assert.That(new Dense(3).Call(Ops.Zeros([2, 6], DType.Float64)).DType, Is.EqualTo(DType.Float32));
        var error = Assert.Catch<DTypeException>(() => Ops.Add(Ops.Zeros([2]), Ops.Zeros([2], DType.Int32)));
        Assert.That(error!.Message, Does.Contain("float32").And.Contain("int32").And.Contain("ast"));
    }

    private static void Refused(Func<object> action, params string[] words)
    {
        var error = Assert.Catch<ShapeException>(() => action());
        foreach (string word in words)
        {
            Assert.That(error!.Message, Does.Contain(word));
        }
    }
}
