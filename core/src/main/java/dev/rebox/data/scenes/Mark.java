package dev.rebox.data.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What one of two lookalikes has and the other has not, in worlds where looks tell them apart. It stays within their outline. */
enum Mark {
    /** Has its look to itself. */
    NONE {
        @Override
        void draw(Graphics2D g, int alpha) {}
    },
    /** An apple's leaf. */
    LEAF {
        @Override
        void draw(Graphics2D g, int alpha) {
            Path2D leaf = new Path2D.Double();
            leaf.moveTo(0, -28);
            leaf.quadTo(2, -33, 10, -29);
            leaf.quadTo(8, -21, 0, -28);
            g.setPaint(paint(0x4f9d3a, alpha));
            g.fill(leaf);
            g.setPaint(paint(0x4a2c14, alpha));
            g.setStroke(new BasicStroke(2.2f));
            g.draw(new Line2D.Double(0, -24, -2, -31));
        }
    },
    /** The white band around a toy ball. */
    BAND {
        @Override
        void draw(Graphics2D g, int alpha) {
            g.setPaint(paint(0xf6f2e6, alpha));
            g.fill(new Rectangle2D.Double(-15, -20.5, 30, 7));
        }
    },
    /** The bees' way into a hive. */
    ENTRANCE {
        @Override
        void draw(Graphics2D g, int alpha) {
            g.setPaint(paint(0xe8c34a, alpha));
            g.fill(new Rectangle2D.Double(-14, -9, 19, 3.5));
            g.setPaint(paint(0x1d140c, alpha));
            g.fill(new Ellipse2D.Double(-10.5, -22, 12, 12));
        }
    },
    /** The planks across a crate. */
    CROSS {
        @Override
        void draw(Graphics2D g, int alpha) {
            g.setPaint(paint(0x6a4520, alpha));
            g.setStroke(new BasicStroke(4.5f));
            g.draw(new Line2D.Double(-19, -28, 10, -5));
            g.draw(new Line2D.Double(-19, -5, 10, -28));
        }
    };

    /** @param alpha 0 leaves no trace, 255 is plain */
    abstract void draw(Graphics2D g, int alpha);

    private static Color paint(int rgb, int alpha) {
        return Light.glass(new Color(rgb), alpha);
    }
}
