namespace Hone.Learn;

/// <summary>
/// A projective map of the plane, row-major: x' = (A x + B y + C) / (G x + H y + I), y' = (D x + E y + F) / (G x + H y + I). All flips, rotations, zooms, crops and warps are such
/// maps, and so is any chain of them: that is why one interpolation is enough.
/// </summary>
internal readonly record struct Homography(double A, double B, double C, double D, double E, double F, double G, double H, double I)
{
    public static Homography Identity { get; } = new(1, 0, 0, 0, 1, 0, 0, 0, 1);

    public static Homography Scale(double x, double y) => new(x, 0, 0, 0, y, 0, 0, 0, 1);

    /// <summary>First right, then left.</summary>
    public static Homography operator *(Homography left, Homography right) => new(
        (left.A * right.A) + (left.B * right.D) + (left.C * right.G),
        (left.A * right.B) + (left.B * right.E) + (left.C * right.H),
        (left.A * right.C) + (left.B * right.F) + (left.C * right.I),
        (left.D * right.A) + (left.E * right.D) + (left.F * right.G),
        (left.D * right.B) + (left.E * right.E) + (left.F * right.H),
        (left.D * right.C) + (left.E * right.F) + (left.F * right.I),
        (left.G * right.A) + (left.H * right.D) + (left.I * right.G),
        (left.G * right.B) + (left.H * right.E) + (left.I * right.H),
        (left.G * right.C) + (left.H * right.F) + (left.I * right.I));

    /// <summary>The map from pixel positions of a picture to -1..1 between the centers of its outer pixels.</summary>
    public static Homography FromPixels(int width, int height)
    {
        double across = 2.0 / Math.Max(width - 1, 1);
        double down = 2.0 / Math.Max(height - 1, 1);
        return new Homography(across, 0, width == 1 ? 0 : -1, 0, down, height == 1 ? 0 : -1, 0, 0, 1);
    }

    /// <summary>The map from pixel positions of a picture to -1..1 between its outer edges: (2 position + 1) / size - 1.</summary>
    public static Homography FromPixelEdges(int width, int height) => new(
        2.0 / width, 0, (1.0 / width) - 1,
        0, 2.0 / height, (1.0 / height) - 1,
        0, 0, 1);

    public (double X, double Y) Apply(double x, double y)
    {
        double scale = 1 / ((G * x) + (H * y) + I);
        return (((A * x) + (B * y) + C) * scale, ((D * x) + (E * y) + F) * scale);
    }

    /// <summary>The same map with I = 1, so that single precision keeps what it can.</summary>
    public Homography Normalized() => new(A / I, B / I, C / I, D / I, E / I, F / I, G / I, H / I, 1);

    /// <summary>The way back: the adjugate, since a common factor does not matter.</summary>
    public Homography Inverse() => new(
        (E * I) - (F * H),
        (C * H) - (B * I),
        (B * F) - (C * E),
        (F * G) - (D * I),
        (A * I) - (C * G),
        (C * D) - (A * F),
        (D * H) - (E * G),
        (B * G) - (A * H),
        (A * E) - (B * D));
}
