namespace Hone.Engine.Tests.Kernels;

/// <summary>Says which kernels a test compares with their plain loops, in guarded memory and at every tail; a test asks for one for each kernel.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class ChecksKernelAttribute(params Type[] kernels) : Attribute
{
    public Type[] Kernels { get; } = kernels;
}
