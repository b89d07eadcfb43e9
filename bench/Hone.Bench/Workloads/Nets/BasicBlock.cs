using Hone.Nn;

namespace Hone.Bench.Workloads.Nets;

/// <summary>The block of ResNet-18 as torchvision builds it: two 3x3 convolutions, and a strided 1x1 convolution with batch norm where the shapes differ.</summary>
internal sealed class BasicBlock : Module
{
    private readonly ConvLayer _first;
    private readonly Conv2d _second;
    private readonly BatchNorm2d _norm;
    private readonly ConvLayer? _shortcut;

    public BasicBlock(int inputs, int outputs, int stride)
    {
        _first = Register("first", new ConvLayer(inputs, outputs, new() { Stride = stride }));
        _second = Register("second", new Conv2d(outputs, outputs, 3, new() { Padding = 1, Bias = false }));
        _norm = Register("norm", new BatchNorm2d(outputs));
        if (stride != 1 || inputs != outputs)
        {
            _shortcut = Register("shortcut", new ConvLayer(inputs, outputs, new() { KernelSize = 1, Stride = stride, Activation = Activation.None }));
        }
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor residual = _shortcut is null ? x : _shortcut.Forward(x); // [batch, out, height / stride, width / stride]
        Tensor h = _second.Forward(_first.Forward(x));
        return h.BatchNormAddRelu(residual, _norm.Weight.Value, _norm.Bias.Value, _norm.RunningMean.Value, _norm.RunningVar.Value, IsTraining);
    }
}
