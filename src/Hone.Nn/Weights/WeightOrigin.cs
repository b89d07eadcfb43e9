namespace Hone.Nn;

/// <summary>The library in whose form of a net weights were trained: nets of one name differ in paddings, averages and small numbers that no shape shows.</summary>
public enum WeightOrigin
{
    /// <summary>PyTorch: torchvision and timm, and whatever a <c>.pth</c> file or a safetensors file of the format <c>pt</c> holds.</summary>
    PyTorch,

    /// <summary>Keras' applications.</summary>
    Keras,
}
