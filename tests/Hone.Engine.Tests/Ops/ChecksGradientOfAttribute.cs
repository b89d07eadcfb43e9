namespace Hone.Engine.Tests.Ops;

/// <summary>Says for which operations' nodes a test compares backward with finite differences; the conventions test asks for one for each.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChecksGradientOfAttribute(params Type[] nodes) : Attribute
{
    public Type[] Nodes { get; } = nodes;
}
