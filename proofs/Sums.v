(* Finite sums of real numbers, over a finite type.

   \sum_(a : A) f a        == the sum of f over the finite type A
   \sum_(a in M) f a       == the sum of f over the members of M
   \sum_(a | P a) f a      == the sum of f over the a with P a
   (all three are MathComp's \big[Rplus/0], with Rplus and Rmult registered as
   the monoid laws that its lemmas ask for)

   sum_gt0, sum_ge0, sum_le  == signs and order pass through a sum
   sum_distrl, sum_distrr    == a factor moves into a sum
   sum_setC                  == a sum over A is a sum over M plus one over ~: M
   sum_lt                    == one strict inequality makes the sum strict
   lim_shrink                == x tends to l as soon as |x - l| is under a
                                sequence that tends to 0
   lim_geom0                 == c q^k tends to 0 if |q| < 1                   *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Lemma RplusA : associative Rplus.
Proof. by move=> x y z; rewrite Rplus_assoc. Qed.

Lemma RmultA : associative Rmult.
Proof. by move=> x y z; rewrite Rmult_assoc. Qed.

Canonical Rplus_monoid := Monoid.Law RplusA Rplus_0_l Rplus_0_r.
Canonical Rplus_comoid := Monoid.ComLaw Rplus_comm.
Canonical Rmult_monoid := Monoid.Law RmultA Rmult_1_l Rmult_1_r.
Canonical Rmult_comoid := Monoid.ComLaw Rmult_comm.
Canonical Rmult_muloid := Monoid.MulLaw Rmult_0_l Rmult_0_r.
Canonical Rplus_addoid := Monoid.AddLaw Rmult_plus_distr_r Rmult_plus_distr_l.

Notation "\sum_ ( i : t ) F" := (\big[Rplus/0]_(i : t) F) : R_scope.
Notation "\sum_ ( i | P ) F" := (\big[Rplus/0]_(i | P%B) F) : R_scope.
Notation "\sum_ ( i 'in' A ) F" := (\big[Rplus/0]_(i in A) F) : R_scope.

Section Sums.

Variable A : finType.
Implicit Types (f g : A -> R) (P : pred A) (M : {set A}).

Lemma sum_ge0 P f : (forall a, P a -> 0 <= f a) -> 0 <= \sum_(a | P a) f a.
Proof.
move=> f_ge0; apply: (big_ind (fun x => 0 <= x)) => [|x y x_ge0 y_ge0|a Pa].
- exact: Rle_refl.
- lra.
- exact: f_ge0.
Qed.

Lemma sum_le P f g :
  (forall a, P a -> f a <= g a) -> \sum_(a | P a) f a <= \sum_(a | P a) g a.
Proof.
move=> f_le_g; apply: (big_ind2 (fun x y => x <= y)) => //.
- exact: Rle_refl.
- by move=> x1 x2 y1 y2 le1 le2; lra.
Qed.

Lemma sum_lt P f g b :
  (forall a, P a -> f a <= g a) -> P b -> f b < g b ->
  \sum_(a | P a) f a < \sum_(a | P a) g a.
Proof.
move=> f_le_g Pb lt_b; rewrite !(bigD1 b Pb) /=.
suff: \sum_(a | P a && (a != b)) f a <= \sum_(a | P a && (a != b)) g a by lra.
by apply: sum_le => a /andP[Pa _]; exact: f_le_g.
Qed.

Lemma sum_gt0 P f b :
  P b -> (forall a, P a -> 0 < f a) -> 0 < \sum_(a | P a) f a.
Proof.
move=> Pb f_gt0; rewrite -[X in X < _](_ : \sum_(a | P a) 0 = 0); last by rewrite big1.
by apply: (sum_lt _ Pb) => [a Pa|]; [left|]; exact: f_gt0.
Qed.

Lemma sum_distrl P f c : (\sum_(a | P a) f a) * c = \sum_(a | P a) f a * c.
Proof. by rewrite big_distrl. Qed.

Lemma sum_distrr P f c : c * (\sum_(a | P a) f a) = \sum_(a | P a) c * f a.
Proof. by rewrite big_distrr. Qed.

Lemma sum_divr P f c : (\sum_(a | P a) f a) / c = \sum_(a | P a) f a / c.
Proof. exact: sum_distrl. Qed.

Lemma sum_add P f g :
  \sum_(a | P a) (f a + g a) = \sum_(a | P a) f a + \sum_(a | P a) g a.
Proof. by rewrite big_split. Qed.

Lemma sum_sub P f g :
  \sum_(a | P a) (f a - g a) = \sum_(a | P a) f a - (\sum_(a | P a) g a).
Proof.
rewrite sum_add; congr (_ + _).
have -> : - (\sum_(a | P a) g a) = -1 * \sum_(a | P a) g a by ring.
by rewrite sum_distrr; apply: eq_bigr => a _; ring.
Qed.

Lemma sum_setC M f :
  \sum_(a : A) f a = \sum_(a in M) f a + \sum_(a in ~: M) f a.
Proof.
rewrite (bigID (mem M)) /=; congr (_ + _).
by apply: eq_bigl => a; rewrite in_setC.
Qed.

Lemma sum_set1 b f : \sum_(a in [set b]) f a = f b.
Proof. exact: big_set1. Qed.

Lemma sum_pick b f : \sum_(a : A) (if a == b then f a else 0) = f b.
Proof. by rewrite -big_mkcond big_pred1_eq. Qed.

End Sums.

Lemma sum_bool (f : bool -> R) : \sum_(a : bool) f a = f true + f false.
Proof. exact: big_bool. Qed.

Lemma lim_geom0 (c q : R) : Rabs q < 1 -> is_lim_seq (fun k => c * q ^ k) 0.
Proof.
move=> q_lt1; have -> : Finite 0 = Rbar_mult c 0 by rewrite /= Rmult_0_r.
by apply: is_lim_seq_scal_l; exact: is_lim_seq_geom.
Qed.

Lemma lim_shrink (u e : nat -> R) (l : R) :
  (forall k, Rabs (u k - l) <= e k) -> is_lim_seq e 0 -> is_lim_seq u l.
Proof.
move=> u_near e_lim0.
apply: (is_lim_seq_le_le (fun k => l - e k) _ (fun k => l + e k)).
- move=> k; have := u_near k; rewrite /Rabs; case: Rcase_abs => [neg|pos] near; lra.
- have {2}-> : l = l - 0 by ring.
  by apply: is_lim_seq_minus' => //; exact: is_lim_seq_const.
- have {2}-> : l = l + 0 by ring.
  by apply: is_lim_seq_plus' => //; exact: is_lim_seq_const.
Qed.
