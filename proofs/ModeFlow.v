(* What of the "standard assumption" of App. A.4 is true along the softmax policy
   gradient flow, and a second counterexample to it.

   rewards that rise with probabilities: pi t b <= pi t a -> r b t <= r a t
   comonotone_loses   == (.6, .3, .1) with the rewards (1, .1, 0): the second
                         answer loses ground to the third, although rewards rise
                         with probabilities                                (T13)
   lead m a t         == th m t - th a t, the lead of the mode's logit
   all_near           == finitely many conditions that each hold near a point
                         hold together near it
   lead_gt0           == a strict mode stays the strict mode               (T13)
   mode_ratio         == and no answer's ratio to it ever rises            (T13) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Comonotone Gradient.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Theorem comonotone_loses : exists (pi r : 'I_3 -> R) (a b : 'I_3),
  policy pi /\ (forall i j, pi j < pi i -> r j < r i) /\ pi b < pi a /\
  pi a * (r a - mean pi r) < pi b * (r b - mean pi r).
Proof.
exists (third (6 / 10) (3 / 10) (1 / 10)), (third 1 (1 / 10) 0).
exists (lift ord0 ord0), (lift ord0 (lift ord0 ord0)).
split; first by apply: third_policy; lra.
split; first by case=> [[|[|[|i]]] i_lt] //= [[|[|[|j]]] j_lt] //=; rewrite /third /=; lra.
rewrite /mean !big_ord_recl big_ord0 /third /=; lra.
Qed.

Lemma all_near (A : finType) (P : A -> R -> Prop) (x : R) :
  (forall a, locally x (P a)) -> locally x (fun y => forall a, P a y).
Proof.
move=> near; suff part (s : seq A) : locally x (fun y => forall a, a \in s -> P a y).
  by apply: filter_imp (part (index_enum A)) => y all a; apply: all; rewrite mem_index_enum.
elim: s => [|b s near_s]; first by apply: filter_forall.
apply: filter_imp (filter_and _ _ (near b) near_s) => y [Pb Ps] a.
by rewrite in_cons => /orP [/eqP ->|]; [exact: Pb|exact: Ps].
Qed.

Section Flow.

Variables (A : finType) (th r : A -> R -> R) (m : A).

Let pi t : A -> R := softmax (fun b => th b t).

Hypothesis flow : forall a t, is_derive (th a) t (pi t a * (r a t - mean (pi t) (r^~ t))).
Hypothesis rising : forall t a b, 0 <= t -> pi t b <= pi t a -> r b t <= r a t.
Hypothesis mode : forall a, a != m -> pi 0 a < pi 0 m.

Definition lead (a : A) (t : R) : R := th m t - th a t.

Lemma lead_ratio a t : pi t a = pi t m * exp (- lead a t).
Proof.
have Z_gt0 := softmax_sum_gt0 (fun b => th b t) m; rewrite /pi /softmax /lead.
have -> : - (th m t - th a t) = th a t + - th m t by ring.
rewrite exp_plus exp_Ropp; have e_gt0 := exp_pos (th m t).
by field; lra.
Qed.

Lemma lead_sign a t : 0 < lead a t <-> pi t a < pi t m.
Proof.
have [gt0 _] := softmax_policy (fun b => th b t) m; have m_gt0 := gt0 m; rewrite -/(pi t) in m_gt0.
rewrite lead_ratio; split=> [pos|lt].
  rewrite -[X in _ < X]Rmult_1_r -exp_0; apply: Rmult_lt_compat_l => //.
  by apply: exp_increasing; lra.
have : exp (- lead a t) < exp 0 by rewrite exp_0; apply: (Rmult_lt_reg_l (pi t m)); lra.
by move/exp_lt_inv; lra.
Qed.

Definition lead_speed (a : A) (t : R) : R :=
  pi t m * (r m t - mean (pi t) (r^~ t)) - pi t a * (r a t - mean (pi t) (r^~ t)).

Lemma lead_derive a t : is_derive (lead a) t (lead_speed a t).
Proof. exact: (is_derive_minus (th m) (th a)). Qed.

(* While m is a mode it has the largest reward, and the largest logit velocity. *)
Lemma lead_speed_ge0 a t : 0 <= t -> (forall b, pi t b <= pi t m) -> 0 <= lead_speed a t.
Proof.
move=> t_ge0 top; have pol := softmax_policy (fun b => th b t) m.
have := @mode_gains A (pi t) (r^~ t) m a pol top (fun b => rising t_ge0 (top b)).
by rewrite /lead_speed; lra.
Qed.

Lemma lead_rises a s t : 0 <= s -> s < t ->
  (forall x b, s < x < t -> pi x b <= pi x m) -> lead a s <= lead a t.
Proof.
move=> s_ge0 lt top.
have [x [e [gt lt_x]]] := MVT_cor2 (lead a) (lead_speed a) s t lt
  (fun x _ => (is_derive_Reals _ _ _).1 (lead_derive a x)).
have := @lead_speed_ge0 a x ltac:(lra) (fun b => top x b (conj gt lt_x)) => speed.
by have := Rmult_le_pos _ _ speed (Rlt_le _ _ (Rlt_Rminus _ _ lt)); lra.
Qed.

Theorem lead_gt0 t a : 0 <= t -> a != m -> pi t a < pi t m.
Proof.
move=> t_ge0 a_neq; pose E x := x <= t /\ forall y b, 0 <= y <= x -> b != m -> pi y b < pi y m.
have E0 : E 0 by split=> // y b y_in b_neq; have -> : y = 0 by [lra|]; exact: mode.
have E_bound : bound E by exists t => x [].
have [tau [upper least]] := completeness E E_bound (ex_intro _ 0 E0).
have tau_ge0 : 0 <= tau by exact: upper.
have tau_le : tau <= t by apply: least => x [].
have below y b : 0 <= y -> y < tau -> b != m -> pi y b < pi y m.
  move=> y_ge0 y_lt b_neq; apply: Rnot_le_lt => le.
  suff : tau <= y by lra.
  apply: least => x [x_le all]; apply: Rnot_lt_le => lt.
  by have := all y b ltac:(lra) b_neq; lra.
have at_tau b : b != m -> pi tau b < pi tau m.
  move=> b_neq; case: tau_ge0 => [tau_gt0|<-]; last exact: mode.
  apply/lead_sign; have := @lead_rises b 0 tau (Rle_refl 0) tau_gt0.
  have start := (lead_sign b 0).2 (mode b_neq).
  suff rises : forall x c, 0 < x < tau -> pi x c <= pi x m by move/(_ rises); lra.
  move=> x c x_in; case: (c =P m) => [->|/eqP c_neq]; first exact: Rle_refl.
  by left; apply: below => //; lra.
case: tau_le => [lt|eq]; last by rewrite -eq; exact: at_tau.
have near b : locally tau (fun y => b != m -> 0 < lead b y).
  case: (boolP (b == m)) => [eq|b_neq]; first by apply: filter_forall => y; rewrite ?eq.
  have cont : continuous (lead b) tau by apply: ex_derive_continuous; eexists; exact: lead_derive.
  have pos := (lead_sign b tau).2 (at_tau b b_neq).
  have wide : locally tau (fun y => 0 < lead b y) by exact: (cont _ (open_gt 0 _ pos)).
  by apply: filter_imp wide => y pos_y.
have [[eps eps_gt0] /= ball] := all_near near.
have e2 : 0 < Rmin (eps / 2) (t - tau) by apply: Rmin_pos; lra.
have l2 := Rmin_l (eps / 2) (t - tau); have r2 := Rmin_r (eps / 2) (t - tau).
suff : E (tau + Rmin (eps / 2) (t - tau)) by move/upper; lra.
split; first lra.
move=> y b [y_ge0 y_le] b_neq; case: (Rlt_le_dec y tau) => [y_lt|y_ge]; first exact: below.
apply/lead_sign; apply: ball => //.
by rewrite /ball /= /AbsRing_ball /abs /minus /plus /opp /= Rabs_pos_eq; lra.
Qed.

Theorem mode_ratio s t a : 0 <= s -> s <= t -> pi t a / pi t m <= pi s a / pi s m.
Proof.
move=> s_ge0 le.
have gt0 u b : 0 < pi u b by case: (softmax_policy (fun b => th b u) b) => + _; exact.
have ratio u : pi u a / pi u m = exp (- lead a u).
  by rewrite lead_ratio; field; have := gt0 u m; lra.
rewrite !ratio; case: le => [lt|->]; last exact: Rle_refl.
suff : lead a s <= lead a t.
  by case=> [less|->]; [left; apply: exp_increasing; lra|exact: Rle_refl].
apply: lead_rises => // x b x_in; case: (b =P m) => [->|/eqP b_neq]; first exact: Rle_refl.
by left; apply: lead_gt0 => //; lra.
Qed.

End Flow.
