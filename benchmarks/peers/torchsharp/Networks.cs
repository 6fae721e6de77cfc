using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>The LeNet of the main job; it answers with logits. ReLU in place saves passes over memory.</summary>
internal sealed class LeNet : Module<Tensor, Tensor>
{
    private readonly Conv2d c1 = Conv2d(1, 6, 5), c2 = Conv2d(6, 16, 5);
    private readonly Linear d1 = Linear(400, 120), d2 = Linear(120, 84), d3 = Linear(84, 10);

    public LeNet()
        : base("LeNet") => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        x = F.avg_pool2d(c1.forward(x).relu_(), 2);
        x = F.avg_pool2d(c2.forward(x).relu_(), 2);
        x = d1.forward(x.flatten(1)).relu_();
        x = d2.forward(x).relu_();
        return d3.forward(x).MoveToOuterDisposeScope();
    }
}

/// <summary>Three convolutions, the mean of each channel, ten classes.</summary>
internal sealed class Vgg3 : Module<Tensor, Tensor>
{
    private readonly Conv2d a = Conv2d(3, 64, 3, padding: 1), b = Conv2d(64, 64, 3, padding: 1), c = Conv2d(64, 64, 3, padding: 1);
    private readonly Linear d = Linear(64, 10);

    public Vgg3()
        : base("Vgg3") => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        x = a.forward(x).relu_();
        x = b.forward(x).relu_();
        x = c.forward(x).relu_();
        return d.forward(x.mean([2, 3])).MoveToOuterDisposeScope();
    }
}

/// <summary>Two normalized convolutions around a shortcut.</summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d a = Conv2d(64, 64, 3, padding: 1, bias: false), b = Conv2d(64, 64, 3, padding: 1, bias: false);
    private readonly BatchNorm2d n1 = BatchNorm2d(64), n2 = BatchNorm2d(64);

    public ResidualBlock()
        : base("ResidualBlock") => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = n1.forward(a.forward(x)).relu_();
        y = n2.forward(b.forward(y)).add_(x).relu_();
        return y.MoveToOuterDisposeScope();
    }
}

/// <summary>
/// A block of a transformer's encoder: attention by 8 heads from one product for queries, keys and values, and libtorch's fused attention; two
/// dense layers.
/// </summary>
internal sealed class TransformerBlock : Module<Tensor, Tensor>
{
    private readonly Linear project = Linear(128, 3 * 128), output = Linear(128, 128), a = Linear(128, 512), b = Linear(512, 128);
    private readonly LayerNorm n1 = LayerNorm(128), n2 = LayerNorm(128);

    public TransformerBlock()
        : base("TransformerBlock") => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] heads = project.forward(x).view(x.shape[0], x.shape[1], 3, 8, 16).permute(2, 0, 3, 1, 4).unbind(0);
        Tensor attended = F.scaled_dot_product_attention(heads[0], heads[1], heads[2]).transpose(1, 2).reshape(x.shape);
        x = n1.forward(output.forward(attended).add_(x));
        return n2.forward(b.forward(a.forward(x).relu_()).add_(x)).MoveToOuterDisposeScope();
    }
}

/// <summary>Two hidden layers of 512 units.</summary>
internal sealed class Mlp : Module<Tensor, Tensor>
{
    private readonly Linear a = Linear(784, 512), b = Linear(512, 512), c = Linear(512, 10);

    public Mlp()
        : base("Mlp") => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        x = a.forward(x).relu_();
        x = b.forward(x).relu_();
        return c.forward(x).MoveToOuterDisposeScope();
    }
}
