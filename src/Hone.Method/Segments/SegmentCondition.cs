namespace Hone.Method;

/// <summary>One step of the way to a leaf.</summary>
internal sealed record SegmentCondition(SegmentColumn Column, double Threshold, bool Left);
