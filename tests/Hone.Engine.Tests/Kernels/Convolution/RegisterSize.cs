namespace Hone.Engine.Tests.Kernels.Convolution;

/// <summary>The register sizes a kernel is compiled for; sizes the machine lacks are emulated, so that each is tested everywhere.</summary>
public enum RegisterSize
{
    Bits128,
    Bits256,
    Bits512,
}
